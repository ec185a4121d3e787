"""The life of the three questions: versions, proposing, taking back, grounds and experts."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from desk.assessment import actions
from desk.assessment.choices import State
from desk.assessment.models import Assessment, Consultation
from desk.audit.models import Event
from desk.reports.choices import Status
from desk.rulebook import Stale
from tests import stories
from tests.depths import rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(noor, at) -> Assessment:
    return stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))


def save(draft: Assessment, **answers):
    return actions.save_assessment(
        by=draft.made_by, at=draft.made_at, assessment=draft, version=draft.version, **answers
    )


def test_starting_twice_is_one_draft(noor, joke, at) -> None:
    report = stories.taken_in(by=noor, at=at)
    first = actions.start_assessment(by=noor, at=at, report=report)
    assert actions.start_assessment(by=joke, at=at, report=report).pk == first.pk


def test_questions_wait_for_the_intake(noor, at) -> None:
    report = stories.a_report(by=noor, at=at)
    with pytest.raises(ValidationError) as refusal:
        actions.start_assessment(by=noor, at=at, report=report)
    assert rules_of(refusal.value) == {"only_an_assessed_report_has_questions"}


def test_half_an_answer_may_be_kept(draft) -> None:
    saved = save(draft, unsafe="yes", safety_conditions="Oma haalt")
    assert (saved.state, saved.safety_conditions) == (State.DRAFT, "Oma haalt")


def test_who_did_not_deviate_keeps_following_the_table(draft) -> None:
    saved = save(draft, **stories.answers_yes())
    assert saved.outcome == "handover"
    assert save(saved, unsafe="no").outcome == "no_follow_up"


def test_who_deviates_stays_with_it(draft) -> None:
    saved = save(draft, **stories.answers_yes(outcome="investigation"))
    again = save(saved, regional_task=True)
    assert (again.outcome, again.expected) == ("investigation", "regional_tailored_work")


def test_two_people_in_one_draft_overwrite_nothing(draft) -> None:
    save(draft, unsafe="yes")
    with pytest.raises(Stale):
        save(draft, unsafe="no")
    assert stories.fresh(draft).unsafe == "yes"


def test_a_ground_typed_with_the_answers_is_kept(draft) -> None:
    ground = {
        "kind": "statement",
        "text": "Zij durft niet naar huis.",
        "source": "Dochter",
        "dated": date(2026, 11, 19),
    }
    saved = save(draft, unsafe="yes", ground=ground)
    assert [one.kind for one in saved.grounds.all()] == ["fact", "statement"]


def test_a_proposal_moves_the_report(noor, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    report = stories.fresh(proposal.report)
    assert (proposal.state, report.status, report.review_by) == (State.PROPOSED, Status.PROPOSED, report.assess_by)


def test_an_acute_proposal_is_reviewed_the_next_working_day(noor, at) -> None:
    friday = at + timedelta(days=4)
    told = stories.answers_yes(acute="yes", immediate_action="Politie is er.")
    report = stories.fresh(stories.proposed(by=noor, at=friday, **told).report)
    assert report.acute
    assert report.review_by == date(2026, 11, 30)


def test_only_the_proposer_takes_back(noor, joke, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    with pytest.raises(ValidationError) as refusal:
        actions.take_back(by=joke, at=at, assessment=proposal, version=proposal.version)
    assert rules_of(refusal.value) == {"only_the_proposer_takes_back"}


def test_taking_back_makes_a_new_version_and_keeps_the_old(noor, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    draft = actions.take_back(by=noor, at=at, assessment=proposal, version=proposal.version)
    old = stories.fresh(proposal)
    assert (old.state, old.number, draft.state, draft.number) == (State.TAKEN_BACK, 1, State.DRAFT, 2)
    assert stories.fresh(proposal.report).status == Status.ASSESSING
    save(draft, safety_conditions="Iets anders.")
    assert stories.fresh(proposal).safety_conditions == "Oma haalt haar op van school."
    assert [one.text for one in draft.grounds.all()] == [one.text for one in old.grounds.all()]


def test_a_decided_proposal_is_not_taken_back(noor, joke, at) -> None:
    decision = stories.confirmed(by=noor, second=joke, at=at)
    with pytest.raises(ValidationError) as refusal:
        actions.take_back(by=noor, at=at, assessment=decision.assessment, version=1)
    assert rules_of(refusal.value) == {"only_the_proposer_takes_back"}


def test_the_stranger_and_the_expert_do_not_write(draft, bram, saskia, at) -> None:
    for outsider in (bram, saskia):
        with pytest.raises(PermissionDenied):
            actions.save_assessment(by=outsider, at=at, assessment=draft, version=draft.version, unsafe="no")
    assert Event.objects.filter(act="assessment_saved", rule="not_permitted").count() == 2


def test_the_expert_reads(draft, saskia, at) -> None:
    assert actions.read_assessment(by=saskia, at=at, report=draft.report) == draft.report


def test_a_consultation_sent_twice_is_one(draft, noor, at) -> None:
    asked = {
        "expert": "Vera A.",
        "discipline": "confidential_physician",
        "question": "Past dit letsel bij een val?",
        "advice": "Laat vandaag een arts kijken.",
    }
    key = uuid4()
    for _ in range(2):
        actions.consult(by=noor, at=at, report=draft.report, submission=key, **asked)
    assert Consultation.objects.count() == 1
    assert not Event.objects.filter(detail__contains="letsel").exists()


def test_a_decided_report_gets_no_consultation(noor, joke, at) -> None:
    report = stories.confirmed(by=noor, second=joke, at=at).report
    with pytest.raises(ValidationError) as refusal:
        actions.consult(by=noor, at=at, report=report, submission=uuid4(), expert="V", discipline="x")
    assert rules_of(refusal.value) == {"report_is_in_hand"}


def test_a_refused_attempt_is_an_event_without_its_text(draft, noor, at) -> None:
    with pytest.raises(ValidationError):
        actions.propose(by=noor, at=at, assessment=draft, version=draft.version, unsafe="yes", explanation="Geheim")
    event = Event.objects.get(act="decision_proposed")
    assert (event.outcome, event.subject) == ("refused", draft.report.number)
    assert "Geheim" not in str(event.__dict__)
