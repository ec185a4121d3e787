"""Promises P1 to P7: who is known to the desk, and to whom. P8 to P13 are in test_promises_of_work.py."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desk.advice import codewords
from desk.advice.models import TEXTS, Advice
from desk.audit.models import Event
from desk.reports import actions, people, secrecy
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.rules import IDENTITY
from tests import depths, stories
from tests.needles import Outside, dump, kept_in, needle, pages, plain_needle, watched
from tests.promise_forms import advice_form, report_form

pytestmark = pytest.mark.django_db
OURS_ALONE = {"reports_reporter"}


@pytest.fixture
def outside(monkeypatch) -> Iterator[Outside]:
    """All that may leave the page itself."""
    with watched(monkeypatch) as seen:
        yield seen


# ---- P1


@pytest.mark.parametrize(
    "said",
    ["BSN 111222333", "bel 06-12345678", "mail proef@voorbeeld.nl", "woont op 1234 AB", "geboren 12-03-2011"],
    ids=["bsn", "phone", "mail", "postcode", "birth date"],
)
@pytest.mark.parametrize("field", TEXTS)
def test_p1_what_an_advice_may_not_know_reaches_no_table_log_session_or_title(noor, client_of, outside, said, field):
    word = needle()
    desk = client_of(noor)
    answer = desk.post(reverse("advice:new"), advice_form(**{field: f"{word} {said}"}))
    assert answer.status_code == 400
    assert word in answer.content.decode(), "what was typed stays on the page"
    assert kept_in(word) == set()
    assert word not in outside(answer)
    assert "messages" not in answer.cookies
    assert not Advice.objects.exists()


def test_p1_a_kept_advice_leads_to_nobody(noor, client_of):
    code = codewords.new_code()
    client_of(noor).post(reverse("advice:new"), advice_form(spoken_code=code, code_given="on", close="1"))
    assert Advice.objects.get().code_hash
    assert kept_in(code) == set()
    about = Event.objects.filter(subject_kind="advice")
    assert about.count() == 2
    assert not about.filter(at__isnull=False).exists()
    advice_tables = "".join(rows for table, rows in dump().items() if table.startswith("advice_"))
    assert "noor" not in advice_tables.lower()


# ---- P2


def test_p2_an_advice_and_a_report_of_the_same_call_share_nothing(noor, at, client_of):
    word = plain_needle()
    advice = stories.an_advice(by=noor, at=at, question_text=f"De moeder zegt {word}.")
    page = client_of(noor).get(reverse("reports:new"), headers={"referer": reverse("advice:detail", args=[advice.pk])})
    assert not any(part in page.content.decode() for part in (word, advice.number, str(advice.pk)))
    report = stories.a_report(by=noor, at=at)
    assert kept_in(word) == {"advice_advice"}
    assert kept_in(advice.pk, advice.number) == {"advice_advice", "audit_event"}
    assert not Event.objects.filter(subject=advice.number, detail__contains=report.number).exists()
    assert kept_in(report.submission, report.number).isdisjoint({"advice_advice"})


# ---- P3


def test_p3_a_professional_is_never_unknown_on_any_road(noor, at, client_of):
    nameless = {**stories.UNKNOWN, "kind": "professional", "capacity": "P07"}
    rule = "professional_is_never_unknown"
    report = stories.a_report(by=noor, at=at)
    row = actions.reporter_of(report)
    depths.refused_at_three_depths(
        rule, row, {"disclosure": "unknown"}, lambda: stories.a_report(by=noor, at=at, reporter=nameless)
    )
    with pytest.raises(ValidationError):
        secrecy.correct_reporter(by=noor, at=at, reporter=row, version=row.version, disclosure="unknown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reporter.objects.bulk_create([Reporter(report=stories.a_report(by=noor, at=at), **nameless)])
    answer = client_of(noor).post(reverse("reports:new"), report_form(**nameless))
    assert answer.status_code == 400
    assert "Een professional meldt altijd onder eigen naam." in answer.content.decode()
    assert not Reporter.objects.filter(kind="professional", disclosure="unknown").exists()


# ---- P4


@pytest.mark.parametrize("missing", ["shield_ground", "shield_explanation", "safety_agreement", "review_on"])
def test_p4_a_professional_is_shielded_only_on_a_ground_with_all_that_belongs_to_it(noor, at, missing):
    shield = {name: value for name, value in stories.shield_until(at).items() if name != missing}
    with pytest.raises(ValidationError):
        stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **shield})
    assert not Report.objects.exists()


def test_p4_the_shield_acts_at_once_and_another_lead_decides(noor, joke, els, at):
    asked = stories.a_report(by=joke, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    reporter = actions.reporter_of(asked)
    assert reporter.is_hidden
    for who in (joke, noor):
        with pytest.raises((ValidationError, PermissionDenied)):
            secrecy.approve_secrecy(by=who, at=at, reporter=reporter, version=reporter.version)
    with pytest.raises(ValidationError):
        actions.take_in(by=joke, at=at, report=asked, version=asked.version)
    decided = secrecy.approve_secrecy(by=els, at=at, reporter=reporter, version=reporter.version)
    assert (decided.decided_by, decided.decided_as) == (els, "team_lead")
    assert decided.review_on
    assert actions.take_in(by=joke, at=at, report=asked, version=asked.version).status == "assessing"


# ---- P5


def test_p5_a_citizen_is_shielded_unless_somebody_chose_otherwise(noor, client_of):
    citizen = {"kind": "citizen", "capacity": "N05", "name": "B. Buurtbewoner", "phone": "010 000 00 01"}
    answer = client_of(noor).post(reverse("reports:new"), report_form(**citizen))
    assert answer.status_code == 302, answer.content.decode()
    assert Reporter.objects.get().disclosure == "shielded"
    open_without_consent = client_of(noor).post(reverse("reports:new"), report_form(**citizen, disclosure="open"))
    assert open_without_consent.status_code == 400
    assert Reporter.objects.count() == 1


def test_p5_unknown_takes_the_talk_a_team_lead_and_keeps_no_identity(noor, joke, at):
    for untrue in ({"cannot_be_traced": "no"}, {"pros_and_cons_discussed": "no"}, {"name": needle()}):
        with pytest.raises(ValidationError):
            stories.a_report(by=noor, at=at, reporter={**stories.UNKNOWN, **untrue})
    report = stories.a_report(by=noor, at=at, reporter=stories.UNKNOWN)
    with pytest.raises(ValidationError):
        actions.take_in(by=noor, at=at, report=report, version=report.version)
    row = actions.reporter_of(report)
    secrecy.approve_secrecy(by=joke, at=at, reporter=row, version=row.version)
    row = actions.reporter_of(report)
    with pytest.raises(ValidationError):
        secrecy.correct_reporter(by=noor, at=at, reporter=row, version=row.version, disclosure="open", name=needle())
    depths.refused_in_sql("unknown_reporter_has_no_identity", row, {"phone": "010 000 00 01"})


# ---- P6


def test_p6_no_page_shows_a_shielded_reporter(noor, els, joke, saskia, at, client_of):
    who = {name: f"{needle()}@voorbeeld.nl" if name == "email" else needle() for name in IDENTITY}
    teacher = {**stories.TEACHER, **stories.shield_until(at), **who}
    report = stories.a_report(by=noor, at=at, reporter=teacher)
    person = people.save_person(by=noor, at=at, case_file=report.case_file, role="child")
    known = {
        "number": [report.number, report.case_file.number],
        "kind": ["csv", "ndjson"],
        "section": ["begin", "melder", "personen", "huishouden", "zorgen", "hulp", "meldcode", "vraag", "nakijken"],
        "int:pk": [person.pk],
        "uuid:pk": [uuid4()],
        "int:version": [1],
    }
    assert_faceless(known, who, map(client_of, (noor, joke)))
    reporter = actions.reporter_of(report)
    secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    actions.take_in(by=noor, at=at, report=report, version=report.version)
    stories.proposed(by=noor, at=at, report=stories.fresh(report))
    assert_faceless(known, who, map(client_of, (noor, els, joke, saskia)))
    assert all(kept_in(word) == OURS_ALONE for word in who.values())

    stories.may_see_reporter(by=noor, second=joke, at=timezone.now(), report=report)
    shown = client_of(noor).post(reverse("reports:reveal", args=[report.number]))
    assert who["name"] in shown.content.decode()
    assert Event.objects.get(act="reporter_revealed").reason == "Ik bel de melder terug over de afspraak."
    assert_faceless(known, who, [client_of(noor)])


def assert_faceless(known: dict[str, list[Any]], who: dict[str, str], desks: Any) -> None:
    """No page anybody can open holds one of the words."""
    for desk in desks:
        seen = pages(desk, known)
        assert len(seen) > 10
        for address, page in seen.items():
            assert [column for column, word in who.items() if word in page] == [], address


# ---- P7


@pytest.mark.parametrize(
    "answers",
    [
        stories.answers_no(outcome="handover", deviation_reason="Toch liever."),
        stories.answers_yes(outcome="no_follow_up", deviation_reason="Toch liever."),
        stories.answers_yes(safety_conditions=""),
        stories.answers_yes(circle_can=""),
        stories.answers_yes(parties=[], contacts={}),
        {"unsafe": "", "outcome": "no_follow_up"},
    ],
    ids=["no is handed over", "yes closes", "yes without 2", "yes without the circle", "yes without 3", "no answer"],
)
def test_p7_an_answer_and_a_decision_that_do_not_fit_are_refused(noor, at, answers):
    with pytest.raises(ValidationError):
        stories.proposed(by=noor, at=at, **answers)
    assert Report.objects.get().status == "assessing"


def test_p7_no_unsafety_closes_the_report_and_its_file(noor, joke, at):
    decision = stories.confirmed(by=noor, second=joke, at=at, **stories.answers_no())
    assert decision.outcome == "no_follow_up"
    assert (decision.report.status, stories.fresh(decision.report.case_file).is_open) == ("closed", False)
    row = decision.assessment
    depths.refused_in_sql(
        "no_unsafety_closes_the_report", row, {"outcome": "investigation", "expected": "investigation"}
    )
