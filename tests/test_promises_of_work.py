"""Promises P8 to P13: how the work is done. P1 to P7, who is known to whom, are in test_promises.py."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.advice.models import Advice
from desk.assessment import actions as questions
from desk.audit.models import Event
from desk.deadlines import due, local_day
from desk.reports import actions, people, tasks, typed
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.review import actions as review
from desk.review.models import Decision
from desk.rulebook import Refused, Stale
from tests import depths, stories
from tests.needles import Outside, kept_in, needle, watched
from tests.promise_forms import advice_form, report_form

pytestmark = pytest.mark.django_db
TEACHER = {"kind": "professional", "capacity": "P07", "disclosure": "open", "function": "Mentor"}


@pytest.fixture
def outside(monkeypatch) -> Iterator[Outside]:
    """All that may leave the page itself."""
    with watched(monkeypatch) as seen:
        yield seen


# ---- P8


def test_p8_who_proposes_never_approves(joke, els, at):
    proposal = stories.proposed(by=joke, at=at)
    with pytest.raises(Refused) as refusal:
        review.confirm(by=joke, at=at, assessment=proposal, version=proposal.version)
    assert refusal.value.rule == "who_proposes_never_decides"
    decision = review.confirm(by=els, at=at, assessment=proposal, version=proposal.version)
    assert (decision.proposed_by, decision.decided_by) == (joke, els)
    twice = {
        "report": decision.report,
        "outcome": "handover",
        "verdict": "confirmed",
        "decided_as": "team_lead",
        "at": at,
    }
    other = stories.a_draft(by=joke, at=at, report=stories.taken_in(by=joke, at=at))
    with pytest.raises(IntegrityError, match="who_proposes_never_decides"), transaction.atomic():
        Decision.objects.bulk_create([Decision(assessment=other, proposed_by=joke, decided_by=joke, **twice)])


def test_p8_nor_does_who_asks_for_a_shield(noor, joke, at):
    reporter = actions.reporter_of(stories.approved_shield(by=noor, lead=joke, at=at))
    depths.refused_in_sql("who_asks_never_decides", reporter, {"asked_by": joke.pk})


# ---- P9


def test_p9_a_decision_stands_when_the_work_goes_on(noor, joke, at):
    first = stories.proposed(by=noor, at=at)
    back = review.send_back(by=joke, at=at, assessment=first, version=first.version, remark="Wie zag dit?")
    draft = first.report.assessments.get(state="draft")
    second = questions.propose(by=noor, at=at, assessment=draft, version=draft.version)
    review.confirm(by=joke, at=at, assessment=second, version=second.version)
    assert [decision.verdict for decision in Decision.objects.order_by("pk")] == ["returned", "confirmed"]
    assert stories.fresh(back).remark == "Wie zag dit?"
    assert stories.fresh(first).state == "returned"


@pytest.mark.parametrize(
    "statement", ["UPDATE review_decision SET outcome = 'handover'", "DELETE FROM review_decision"]
)
def test_p9_no_hand_rewrites_a_decision(noor, joke, at, statement):
    decision = stories.confirmed(by=noor, second=joke, at=at)
    before = Decision.objects.values().get(pk=decision.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.delete()
    assert Decision.objects.values().get(pk=decision.pk) == before


# ---- P11


def test_p11_late_is_flagged_once_and_holds_nothing_up(noor, joke, at, client_of):
    report = stories.taken_in(by=noor, at=at)
    late = at + timedelta(days=14)
    with time_machine.travel(late, tick=False):
        assert (tasks.flag_overdue(), tasks.flag_overdue()) == (1, 0)
        page = client_of(noor).get(reverse("worklist")).content.decode()
        assert report.number in page
        assert "te laat" in page
        decision = review.confirm(by=joke, at=late, **_waiting(stories.proposed(by=noor, at=late, report=report)))
    row = stories.fresh(report)
    assert (row.overdue_since, row.assess_by) == (due("assessment", local_day(at)),) * 2
    assert Event.objects.filter(act="report_overdue", actor_name="Het systeem").count() == 1
    assert decision.report.status == "decided"


def _waiting(proposal):
    return {"assessment": proposal, "version": proposal.version}


# ---- P12


def test_p12_a_form_sent_twice_is_one_record(noor, client_of):
    desk = client_of(noor)
    report = report_form(**TEACHER, name="E. Proefpersoon", organisation="De Linde", phone="010 000 00 00")
    advice = advice_form()
    for _ in range(2):
        assert desk.post(reverse("reports:new"), report).status_code == 302
        assert desk.post(reverse("advice:new"), advice).status_code == 302
    counts = [model.objects.count() for model in (Report, CaseFile, Reporter, Advice)]
    assert counts == [1, 1, 1, 1]


def test_p12_a_form_sent_twice_in_the_hour_that_comes_twice_is_one_record(noor, client_of):
    with time_machine.travel(datetime(2027, 10, 31, 1, 30, tzinfo=UTC)):  # half past two, for the second time
        desk = client_of(noor)
        report = report_form(**TEACHER, name="E. Proefpersoon", organisation="De Linde", phone="010 000 00 00")
        assert [desk.post(reverse("reports:new"), report).status_code for _ in range(2)] == [302, 302]
    assert Report.objects.count() == 1


def test_p12_who_comes_second_hears_it_and_overwrites_nothing(noor, joke, at):
    report = stories.a_report(by=noor, at=at)
    actions.change_report(by=noor, at=at, report=report, version=report.version, title="Eerst")
    with pytest.raises(Stale) as refusal:
        actions.change_report(by=joke, at=at, report=report, version=report.version, title="Later")
    assert refusal.value.current.title == "Eerst"
    assert stories.fresh(report).title == "Eerst"
    assert Event.objects.filter(act="report_changed", outcome="refused", rule="stale_version").count() == 1


def test_p12_a_session_that_ended_gives_back_what_was_typed(noor, client_of):
    word = needle()
    desk = client_of(noor)
    desk.logout()
    answer = desk.post(reverse("reports:new"), report_form(title=word))
    assert answer.status_code == 401
    assert word in answer.content.decode()
    assert kept_in(word) == set()


def test_p12_a_draft_comes_back_and_cannot_be_read_in_the_table(noor, tariq, client_of):
    word = needle()
    typed.keep_draft(by=noor, at=timezone.now(), form="new", fields={"title": [word]})
    assert kept_in(word) == set()
    assert word in client_of(noor).get(reverse("reports:new")).content.decode()
    assert word not in client_of(tariq).get(reverse("reports:new")).content.decode()


def test_p12_an_act_is_whole_or_not_at_all(noor, at, monkeypatch):
    def breaks(*_args, **_kwargs):
        raise ConnectionError("the database is gone")

    monkeypatch.setattr("desk.reports.actions.trail.record", breaks)
    with pytest.raises(ConnectionError):
        stories.a_report(by=noor, at=at)
    assert not Report.objects.exists()
    assert not CaseFile.objects.exists()


# ---- P13


def test_p13_a_day_of_work_leaves_no_person_in_address_title_log_mail_or_task(noor, joke, client_of, outside):
    who = {name: needle() for name in ("name", "organisation", "phone")}
    child = {"first_names": needle(), "surname": needle(), "whereabouts": needle()}
    desk = client_of(noor)
    answers = [desk.post(reverse("reports:new"), report_form(**TEACHER, **who))]
    report = Report.objects.get()
    people.save_person(by=noor, at=report.entered_at, case_file=report.case_file, role="child", **child)
    answers += [
        desk.post(reverse("search"), {"q": child["surname"]}),
        desk.get(reverse("reports:section", args=[report.number, "nakijken"])),
        desk.get(reverse("reports:case_file", args=[report.case_file.number])),
        desk.post(reverse("reports:reveal", args=[report.number]), {"reason": "Terugbellen over morgen."}),
        desk.post(reverse("reports:new"), report_form(**{**TEACHER, **who, "phone": ""})),
        desk.get(reverse("worklist")),
    ]
    tasks.purge_drafts.delay()
    tasks.flag_overdue.delay()
    assert [answer.status_code for answer in answers] == [302, 200, 200, 200, 200, 400, 200]
    told = outside(*answers)
    assert report.number in told, "the numbers are seen, so the rest would be"
    assert [word for word in (*who.values(), *child.values()) if word in told] == []
    assert kept_in(*who.values()) == {"reports_reporter"}
    assert kept_in(*child.values()) == {"reports_person"}


def test_p13_a_fault_says_where_and_never_what(noor, client_of, outside, monkeypatch):
    word = needle()

    def breaks(**_given):
        raise ValueError(f"cannot store {word}")

    monkeypatch.setattr("desk.reports.actions.file_report", breaks)
    desk = client_of(noor)
    desk.raise_request_exception = False
    answer = desk.post(reverse("reports:new"), report_form(**TEACHER, name=word, organisation=word, phone=word))
    assert answer.status_code == 500
    assert word not in answer.content.decode()
    told = outside(answer)
    assert "ValueError" in told
    assert word not in told


@pytest.mark.parametrize("address", ["/meldingen/{}/", "/dossiers/{}/", "/adviezen/{}/", "/{}/", "/?q={}"])
def test_p13_a_word_in_an_address_is_not_said_back(noor, client_of, outside, address):
    word = needle()
    for desk in (client_of(noor), Client()):
        answer = desk.get(address.format(word))
        title = answer.content.decode().partition("</title>")[0]
        assert word not in title
        assert word not in outside().replace(address.format(word), "")
    assert kept_in(word) == set()
