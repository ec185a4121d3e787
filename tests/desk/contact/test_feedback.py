"""What is told back and when, and what waits on the work list."""

from datetime import timedelta

import pytest

from desk.contact import actions
from desk.contact.moments import moments_of, outcome_of
from desk.contact.reading import waiting_for
from desk.contact.tasks import rest_threads
from desk.deadlines import local_day
from desk.reports import actions as reports
from desk.reports.identity import Reporter
from tests import contact_stories as stories
from tests.contact_stories import feedback, thread
from tests.depths import refused_by
from tests.stories import answers_no, answers_yes

pytestmark = pytest.mark.django_db


# ---- feedback: rule 14, D10, D11


def test_before_the_decision_there_is_nothing_to_tell(report, noor, at):
    assert [moment.waits for moment in thread(report).moments] == [False, False]
    refused_by("feedback_has_its_moment", feedback, report=report, by=noor, at=at)


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ({}, "handover"),
        (answers_no(), "no_follow_up"),
        (answers_yes(cooperates="no"), "investigation"),
        (answers_yes(parties=[], contacts={}, stays_here=True), "stays"),
        (answers_yes(regional_task=True), "stays"),
    ],
)
def test_the_decision_says_what_is_told(report, noor, joke, at, answers, step):
    report = stories.decided(report, by=noor, second=joke, at=at, **answers)
    for other in {"handover", "no_follow_up", "investigation", "stays", "ended"} - {step}:
        refused_by("feedback_has_its_moment", feedback, report=report, by=noor, at=at, step=other)
    assert feedback(report, noor, at, step=step).kind == "feedback_1"


def test_where_the_desk_stops_both_moments_are_one(decided, noor, at):
    feedback(decided, noor, at)
    assert [(moment.kind, moment.waits) for moment in thread(decided).moments] == [("feedback_1", False)]
    refused_by("feedback_has_its_moment", feedback, report=decided, by=noor, at=at, step="ended")


def test_where_it_goes_on_there_is_an_end_to_tell_of(report, noor, joke, at):
    report = stories.decided(report, by=noor, second=joke, at=at, **answers_yes(cooperates="no"))
    refused_by("feedback_has_its_moment", feedback, report=report, by=noor, at=at, step="ended")
    feedback(report, noor, at, step="investigation")
    assert thread(report).due.due == report.conclude_by
    refused_by("case_is_finished", feedback, report=report, by=noor, at=at, step="ended_handover")
    assert feedback(report, noor, at, step="ended_handover", finished=True).kind == "feedback_2"
    assert thread(report).due is None


def test_the_first_is_due_when_the_assessment_is_or_at_a_later_decision(decided, at):
    first = moments_of(decided, outcome_of(decided), [])[0]
    assert first.due == decided.assess_by
    decided.decided_at = at + timedelta(days=30)
    first = moments_of(decided, "handover", [])[0]
    assert first.due == local_day(decided.decided_at)
    assert first.is_late_on(first.due + timedelta(days=1))
    assert not first.is_late_on(first.due)


def test_too_late_blocks_nothing_p11(decided, noor, at):
    late = at + timedelta(days=60)
    assert waiting_for(noor, late.date())[0].late
    assert feedback(decided, noor, late)


@pytest.mark.parametrize("column", [{"wants_feedback": False}])
def test_who_wanted_none_gets_none(decided, noor, at, column):
    Reporter.objects.filter(report=decided).update(**column)
    assert thread(decided).moments == []
    assert waiting_for(noor, at.date()) == []
    refused_by("feedback_is_wanted", feedback, report=decided, by=noor, at=at)


@pytest.mark.parametrize("text", ["Bel 06 12345678.", "Zij woont op Dorpsstraat 12.", "Mail naar sam@proef.example."])
def test_feedback_tells_no_number_and_no_address(decided, noor, at, text):
    refused_by("shared_text_holds_no_number_or_address", feedback, report=decided, by=noor, at=at, text=text)


def test_a_person_of_the_file_is_asked_about(decided, noor, at):
    told = {"report": decided, "by": noor, "at": at, "text": "Sam Proefkind gaat naar oma."}
    refused_by("warnings_were_seen", feedback, **told)
    assert feedback(**told, sure=True)


# ---- the work list


def test_what_a_reporter_wrote_waits_for_the_owner_and_before_that_for_the_team(receipt, noor, tariq, bram, at):
    today = at.date()
    assert waiting_for(noor, today) == []
    added = stories.added(receipt, at=at)
    assert [len(waiting_for(who, today)) for who in (noor, tariq, bram)] == [1, 1, 0]
    reports.take_over(by=noor, at=at, report=receipt.report, version=receipt.report.version)
    assert [len(waiting_for(who, today)) for who in (noor, tariq, bram)] == [1, 0, 0]
    told = {"by": noor, "at": at, "report": receipt.report, "until": added.pk}
    assert actions.mark_seen(**told) == 1
    assert waiting_for(noor, today) == []
    assert actions.mark_seen(**told) == 0


def test_feedback_waits_from_the_decision_on(decided, noor, at):
    assert [line.words for line in waiting_for(noor, at.date())] == ["Geef terugkoppeling na de beoordeling"]
    feedback(decided, noor, at)
    assert waiting_for(noor, at.date()) == []


def test_the_end_waits_when_it_is_due(report, noor, joke, at):
    report = stories.decided(report, by=noor, second=joke, at=at, **answers_yes(cooperates="no"))
    feedback(report, noor, at, step="investigation")
    assert waiting_for(noor, at.date()) == []
    assert [line.late for line in waiting_for(noor, report.conclude_by)] == [False]
    assert [line.late for line in waiting_for(noor, report.conclude_by + timedelta(days=1))] == [True]


# ---- threads at rest: the work list looks at the others only


def test_a_thread_in_hand_or_with_feedback_to_come_does_not_rest(report, noor, joke, at):
    assert rest_threads() == 0
    report = stories.decided(report, by=noor, second=joke, at=at, **answers_yes(cooperates="no"))
    assert rest_threads() == 0
    feedback(report, noor, at, step="investigation")
    assert rest_threads() == 0


def test_a_thread_comes_to_rest_once_and_a_message_wakes_it(decided, receipt, noor, at):
    feedback(decided, noor, at)
    assert rest_threads() == 1
    assert rest_threads() == 0
    assert waiting_for(noor, at.date()) == []
    stories.added(receipt, at=at)
    assert [line.words for line in waiting_for(noor, at.date())] == ["Lees wat de melder schreef"]
    assert rest_threads() == 0
