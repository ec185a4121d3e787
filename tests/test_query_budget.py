"""Every page is told in at most twelve statements, for a counsellor and a team lead, however much there is to tell."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from desk import codelists
from desk.accounts.models import User
from desk.assessment import actions as questions
from desk.assessment.models import Assessment
from desk.deadlines import local_day
from desk.reports import actions as reports
from desk.reports import concern, people, typed
from desk.reports.intake_parts import SLUGS
from desk.reports.models import Report
from desk.review import actions as review
from tests import needles, stories

pytestmark = pytest.mark.django_db
BUDGET = 12
# Marks of a transaction carry no question to the database.
MARKS = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)", re.IGNORECASE)
SHIELDED = {**stories.TEACHER, **stories.SHIELD}


def statements(client: Any, address: str) -> tuple[int, list[str]]:
    """The status of a page and what it asked the database."""
    said: list[str] = []

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        said.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        answer = client.get(address)
        list(answer)  # a file is read to its end, or it would stay open
    return answer.status_code, [sql for sql in said if not MARKS.match(sql)]


def fill(report: Report, *, by: User, at: datetime, times: int) -> Report:
    """A family with persons, homes, lines, notes, passages and signals."""
    told: dict[str, Any] = {"by": by, "at": at, "case_file": report.case_file}
    for n in range(times):
        home = people.save_household(**told, label=f"Huis {n}", place="Lindehaven")
        child = people.save_person(**told, role="child", called=f"Kind {n}", household=home)
        mother = people.save_person(**told, role="presumed_perpetrator", called=f"Ouder {n}")
        people.relate(**told, person=mother, kind="parent", other=child)
        concern.add_note(**told, text=f"Morgen bellen, {n}.", submission=uuid4())
    passages = [{"kind": "fact", "what": f"Verzuim, {n}.", "who": "Leerplicht"} for n in range(times)]
    report = concern.save_passages(by=by, at=at, report=report, version=report.version, passages=passages)
    signals = [
        {"list": "signal", "code": code, "state": "seen", "source": "Mentor"} for code in codelists.SIGNALS.keys[:times]
    ]
    return concern.save_observations(by=by, at=at, report=report, version=report.version, observations=signals)


def a_story(*, by: User, at: datetime, times: int, reporter: dict[str, Any] | None = None) -> Report:
    """A full intake in a file that has earlier reports."""
    earlier = stories.a_report(by=by, at=at, reporter=reporter)
    for _ in range(times):
        latest = stories.a_report(by=by, at=at, reporter=reporter, case_file=earlier.case_file)
    return fill(latest, by=by, at=at, times=times)


def discussed(report: Report, *, by: User, other: User, at: datetime, times: int) -> Assessment:
    """The draft of a proposal that came back, time and again, with remarks that were answered."""
    report = reports.take_in(by=by, at=at, report=report, version=report.version)
    draft = stories.a_draft(by=by, at=at, report=report)
    for n in range(times):
        asked = {
            "expert": f"Vera {n}",
            "discipline": "confidential_physician",
            "question": "Past dit?",
            "advice": "Ja.",
        }
        questions.consult(by=by, at=at, report=report, submission=uuid4(), **asked)
        ground = {"kind": "statement", "text": f"Zij slaapt elders, {n}.", "source": "Oma", "dated": local_day(at)}
        questions.add_ground(by=by, at=at, assessment=draft, version=draft.version, **ground)
        draft = stories.fresh(draft)
        answers = stories.answers_yes(network=f"Oma en tante, {n}.")
        proposal = questions.propose(by=by, at=at, assessment=draft, version=draft.version, **answers)
        remark = review.make_remark(by=other, at=at, assessment=proposal, question="q1", text=f"Wie zag dit, {n}?")
        review.answer_remark(by=by, at=at, remark=remark, text="De mentor.")
        returned = {"assessment": proposal, "version": proposal.version, "remark": f"Kan oma ook, {n}?"}
        review.send_back(by=other, at=at, **returned, question="q2")
        draft = report.assessments.get(state="draft")
    return draft


def proposed_again(report: Report, *, by: User, other: User, at: datetime, times: int) -> Assessment:
    draft = discussed(report, by=by, other=other, at=at, times=times)
    return questions.propose(by=by, at=at, assessment=draft, version=draft.version, **stories.answers_yes())


def type_everywhere(user: User, number: str, at: datetime) -> None:
    """In every form of this report something was typed and not sent."""
    forms = [*(f"section:{number}:{slug}" for slug in SLUGS), f"questions:{number}", f"person:{number}:nieuw", "new"]
    for form in forms:
        typed.keep_draft(by=user, at=at, form=form, fields={"version": ["1"], "title": ["Zorgen"], "unsafe": ["yes"]})


@pytest.fixture
def desk_with(noor, joke, els, lindehaven, at):
    """Build the desk with rows `times` over; return what the addresses are about, by parameter."""

    def build(times: int) -> dict[str, list[Any]]:
        told = {"at": at, "times": times}
        shield = {**SHIELDED, "review_on": stories.shield_until(at)["review_on"]}
        stays = [
            a_story(by=noor, **told),
            a_story(by=noor, **told, reporter=shield),
            a_story(by=joke, **told, reporter=shield),
            a_story(by=noor, **told, reporter=stories.UNKNOWN),
        ]
        drafts = [discussed(a_story(by=who, **told), by=who, other=els, **told) for who in (noor, joke)]
        asked = [proposed_again(a_story(by=who, **told), by=who, other=els, **told) for who in (noor, joke)]
        done = proposed_again(a_story(by=noor, **told), by=noor, other=els, **told)
        review.confirm(by=els, at=at, assessment=done, version=done.version)
        for _ in range(times):
            stories.proposed(by=noor, at=at)
            advice = stories.an_advice(by=noor, at=at)
        papers = [stories.an_attachment(by=noor, at=at, report=stays[0], clean=True) for _ in range(times)]
        about = [*stays, *(row.report for row in (*drafts, *asked, done))]
        for row in (stays[0], drafts[0].report):
            for user in (noor, joke):
                type_everywhere(user, row.number, at)
        return {
            "number": [*(row.number for row in about), *(row.case_file.number for row in about)],
            "section": list(SLUGS),
            "kind": ["csv"],
            "int:pk": [row.case_file.persons.first().pk for row in (stays[0], drafts[0].report)],
            "int:version": [1, 2],
            "uuid:pk": [advice.pk, papers[0].pk],
        }

    return build


def addresses(known: dict[str, list[Any]]) -> list[str]:
    """Every address that can exist: a report under reports, a file under files."""
    crossed = re.compile(r"/(dossiers/M|(meldingen|beoordelen|melder)/C)-")
    return [address for address in needles.addresses(known) if not crossed.search(address)]


def test_every_page_keeps_its_budget_when_there_are_four_of_everything(desk_with, noor, joke, client_of) -> None:
    everywhere = addresses(desk_with(4))
    for user in (noor, joke):
        client = client_of(user)
        asked = {address: statements(client, address) for address in everywhere}
        opened = {address for address, (status, _) in asked.items() if status == 200}
        over = {address: len(said) for address, (_, said) in asked.items() if len(said) > BUDGET}
        assert not over, f"{user}: {over}"
        _pages_were_seen(opened, user)


def test_no_page_asks_once_more_for_a_row_more(desk_with, noor, joke, samir, ada, vera, client_of) -> None:
    few = addresses(desk_with(1))
    before = {user: _one_of_each(client_of(user), user, few) for user in (noor, joke, samir, ada, vera)}
    many = addresses(desk_with(4))
    for user, asked in before.items():
        now = _one_of_each(client_of(user), user, many)
        assert now.keys() == asked.keys()
        assert {kind: (count, now[kind]) for kind, count in asked.items() if now[kind] > count} == {}, user


def _one_of_each(client: Any, user: User, everywhere: list[str]) -> dict[str, int]:
    """Of each kind of page the first that opens, and how many statements it asked.

    Who works on no report opens what is about none.
    """
    found: dict[str, int] = {}
    for address in everywhere:
        kind = _kind_of(address)
        if kind in found or (kind != address and user.role not in ("counsellor", "team_lead")):
            continue
        status, said = statements(client, address)
        if status == 200:
            found[kind] = len(said)
    return found


def _kind_of(address: str) -> str:
    return re.sub(r"[MC]-\d{4}-\d+|[0-9a-f-]{36}|\d+", "_", address)


def _pages_were_seen(opened: set[str], user: User) -> None:
    kinds = {_kind_of(address) for address in opened}
    expected = {"/", "/adviezen/", "/meldingen/", "/meldingen/_/", "/dossiers/_/", "/meldingen/_/drie-vragen/"}
    expected |= {"/meldingen/_/bijlagen/"}
    expected |= {"/meldingen/_/drie-vragen/overleg/", "/meldingen/_/drie-vragen/versies/_/"}
    expected |= {*(f"/meldingen/_/{slug}/" for slug in SLUGS), "/meldingen/_/personen/_/"}
    if user.role == "counsellor":
        expected |= {"/meldingen/_/bijlagen/_/", "/meldingen/_/bijlagen/_/weghalen/"}
    if user.role == "team_lead":
        expected |= {"/beoordelen/_/", "/beoordelen/melder/_/"}
    assert expected <= kinds, expected - kinds


def test_the_three_questions_and_their_review_never_read_who_reported(desk_with, noor, joke, client_of) -> None:
    clients = [client_of(user) for user in (noor, joke)]
    for address in addresses(desk_with(1)):
        if "drie-vragen" in address or address.startswith("/beoordelen/"):
            for client in clients:
                _, said = statements(client, address)
                assert not [sql for sql in said if '"reports_reporter"."name"' in sql], address
