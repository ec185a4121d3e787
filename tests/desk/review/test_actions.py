"""What follows from the second pair of eyes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from desk.assessment.choices import State
from desk.audit.models import Event
from desk.deadlines import due
from desk.reports import actions as report_actions
from desk.reports.choices import Status
from desk.review import actions
from desk.review.models import Decision, Remark
from desk.review.queue import how_many, proposals, waiting
from tests import stories
from tests.depths import rules_of

pytestmark = pytest.mark.django_db


def test_a_handover_keeps_the_case_file_open(noor, joke, at) -> None:
    decision = stories.confirmed(by=noor, second=joke, at=at)
    report = stories.fresh(decision.report)
    assert (decision.outcome, report.status) == ("handover", Status.DECIDED)
    assert stories.fresh(report.case_file).is_open


def test_no_unsafety_closes_report_and_case_file(noor, joke, at) -> None:
    decision = stories.confirmed(by=noor, second=joke, at=at, **stories.answers_no())
    report = stories.fresh(decision.report)
    assert (report.status, report.closed_at) == (Status.CLOSED, at)
    assert not stories.fresh(report.case_file).is_open


def test_an_investigation_has_one_number_and_ten_weeks(noor, joke, at) -> None:
    told = stories.answers_yes(cooperates="no")
    decision = stories.confirmed(by=noor, second=joke, at=at, **told)
    report = stories.fresh(decision.report)
    assert decision.outcome == "investigation"
    assert decision.investigation_number == report.investigation_number == "OZ-2026-0001"
    assert decision.conclude_by == report.conclude_by == due("investigation", at.date()) == date(2027, 2, 1)


def test_conditions_have_a_term_and_no_number(noor, joke, at) -> None:
    told = stories.answers_yes(parties=[], contacts={}, stays_here=True)
    decision = stories.confirmed(by=noor, second=joke, at=at, **told)
    assert (decision.outcome, decision.investigation_number) == ("conditions_and_follow_up", "")
    assert decision.conclude_by is not None


def test_an_incomplete_meldcode_converts_to_advice(noor, joke, at) -> None:
    report = stories.taken_in(by=noor, at=at, meldcode_complete="no")
    proposal = stories.proposed(by=noor, at=at, report=report, **stories.answers_no())
    decision = actions.confirm(by=joke, at=at, assessment=proposal, version=proposal.version)
    assert decision.outcome == "converted_to_advice"
    assert stories.fresh(report).status == Status.CLOSED


def test_what_no_longer_fits_the_table_is_not_confirmed(noor, joke, at) -> None:
    report = stories.taken_in(by=noor, at=at, meldcode_complete="no")
    proposal = stories.proposed(by=noor, at=at, report=report, **stories.answers_no())
    now = stories.fresh(report)
    report_actions.change_report(by=noor, at=at, report=now, version=now.version, meldcode_complete="yes")
    with pytest.raises(ValidationError) as refusal:
        actions.confirm(by=joke, at=at, assessment=stories.fresh(proposal), version=proposal.version)
    assert rules_of(refusal.value) == {"outcome_is_in_the_table"}


def test_sending_back_ties_the_remark_and_makes_a_new_version(noor, joke, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    actions.send_back(
        by=joke, at=at, assessment=proposal, version=proposal.version, remark="Wie zag het?", question="q1"
    )
    remark = Remark.objects.get()
    assert (remark.assessment, remark.question, remark.text) == (proposal, "q1", "Wie zag het?")
    versions = proposal.report.assessments.order_by("number")
    assert [(one.number, one.state) for one in versions] == [(1, State.RETURNED), (2, State.DRAFT)]
    assert stories.fresh(proposal.report).status == Status.ASSESSING
    assert Decision.objects.get().verdict == "returned"


def test_a_returned_proposal_is_proposed_again_and_decided(noor, joke, at) -> None:
    first = stories.proposed(by=noor, at=at)
    actions.send_back(by=joke, at=at, assessment=first, version=first.version, remark="Wie?", question="q1")
    second = stories.proposed(by=noor, at=at, report=stories.fresh(first.report))
    actions.confirm(by=joke, at=at, assessment=second, version=second.version)
    assert [one.verdict for one in Decision.objects.all()] == ["returned", "confirmed"]


def test_the_behavioural_scientist_confirms(noor, saskia, at) -> None:
    decision = stories.confirmed(by=noor, second=saskia, at=at)
    assert decision.decided_as == "behavioural_scientist"


def test_others_never_decide(noor, tariq, bram, vera, samir, ada, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    for other in (tariq, bram, vera, samir, ada):
        with pytest.raises(PermissionDenied):
            actions.confirm(by=other, at=at, assessment=proposal, version=proposal.version)
    assert Event.objects.filter(act="decision_confirmed", rule="not_permitted").count() == 5


def test_the_same_remark_twice_is_one(noor, joke, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    for _ in range(2):
        actions.make_remark(by=joke, at=at, assessment=proposal, question="q2", text="Kan oma ook?")
    assert Remark.objects.count() == 1


def test_acute_comes_first_and_own_stands_below(noor, joke, els, at) -> None:
    own = stories.proposed(by=joke, at=at)
    plain = stories.proposed(by=noor, at=at)
    told = stories.answers_yes(acute="yes", immediate_action="Politie is er.")
    acute = stories.proposed(by=noor, at=at, **told)
    shield = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    items = waiting(joke)
    assert [item.number for item in items] == [
        acute.report.number,
        shield.number,
        plain.report.number,
        own.report.number,
    ]
    assert [item.locked for item in items] == [False, False, False, True]
    assert how_many(joke).reviews == 3
    assert [item.locked for item in waiting(els)] == [False] * 4


def test_the_queue_ends_at_the_wall(noor, bram, saskia, at) -> None:
    stories.proposed(by=noor, at=at)
    assert not proposals(bram).exists()
    assert [item.kind for item in waiting(saskia)] == ["proposal"]
