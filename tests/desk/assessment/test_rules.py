"""Every row rule of the three questions at three depths, and every rule about facts. A test bears its rule's name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from desk.assessment import actions, rules
from desk.assessment.models import Assessment, Consultation, Ground
from tests import stories
from tests.depths import refused_at_three_depths, refused_by_the_action, refused_when_added, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(noor, at):
    """A stored proposal cannot be made to break the rule, and answers that break it cannot be proposed."""

    def check(rule: str, stored: dict | None = None, **broken) -> None:
        told = stories.answers_yes() if stored is None else stored
        row = stories.proposed(by=noor, at=at, **told)
        draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
        answers = {**told, **broken}
        refused_at_three_depths(
            rule,
            row,
            broken,
            lambda: actions.propose(by=noor, at=at, assessment=draft, version=draft.version, **answers),
        )

    return check


def test_assessment_state_is_known(noor, at) -> None:
    row = stories.proposed(by=noor, at=at)
    for step in (
        lambda: Assessment.objects.filter(pk=row.pk).update(state="gone"),
        lambda: _sql("UPDATE assessment_assessment SET state = 'gone' WHERE id = %s", row.pk),
    ):
        with pytest.raises(IntegrityError, match="assessment_state_is_known"), transaction.atomic():
            step()


def test_no_unsafety_closes_the_report(refused) -> None:
    refused("no_unsafety_closes_the_report", stories.answers_no(), outcome="investigation", deviation_reason="Toch.")


@pytest.mark.parametrize("outcome", ["no_follow_up", "converted_to_advice"])
def test_unsafety_is_followed_up(refused, outcome) -> None:
    refused("unsafety_is_followed_up", outcome=outcome, deviation_reason="Toch.")


def test_first_question_is_answered(refused) -> None:
    refused("first_question_is_answered", unsafe="")


@pytest.mark.parametrize("grade", ["acute", "structural", "disclosure"])
def test_unsafety_is_graded(refused, grade) -> None:
    refused("unsafety_is_graded", **{grade: ""})


@pytest.mark.parametrize("answer", ["safety_conditions", "circle_can"])
def test_yes_asks_what_is_needed(refused, answer) -> None:
    refused("yes_asks_what_is_needed", **{answer: ""})


def test_yes_asks_who_picks_it_up(refused) -> None:
    stays = stories.answers_yes(parties=[], contacts={}, stays_here=True)
    refused("yes_asks_who_picks_it_up", stays, stays_here=False)


def test_acute_means_acting_first(refused) -> None:
    refused("acute_means_acting_first", acute="yes", immediate_action=" ")


def test_proposal_has_an_outcome(noor, at) -> None:
    row = stories.proposed(by=noor, at=at)
    with pytest.raises(IntegrityError, match="proposal_has_an_outcome"), transaction.atomic():
        Assessment.objects.filter(pk=row.pk).update(outcome="", expected="")
    with pytest.raises(IntegrityError, match="proposal_has_an_outcome"), transaction.atomic():
        _sql("UPDATE assessment_assessment SET outcome = '', expected = '' WHERE id = %s", row.pk)


def test_handover_names_a_party(refused) -> None:
    refused("handover_names_a_party", parties=[], stays_here=True, outcome="handover", deviation_reason="Toch.")


def test_deviating_needs_a_reason(refused) -> None:
    refused("deviating_needs_a_reason", outcome="investigation", deviation_reason="")


def test_medical_trigger_asks_the_physician(refused) -> None:
    refused("medical_trigger_asks_the_physician", medical_triggers=["physical_abuse"], physician="not_needed")


def test_proposal_says_by_whom(noor, at) -> None:
    row = stories.proposed(by=noor, at=at)
    for column in ("proposed_by", "proposed_at"):
        with pytest.raises(IntegrityError, match="proposal_says_by_whom"), transaction.atomic():
            Assessment.objects.filter(pk=row.pk).update(**{column: None})


def test_no_unsafety_has_an_explanation(refused) -> None:
    refused("no_unsafety_has_an_explanation", stories.answers_no(), explanation="")


def test_no_unsafety_is_not_acute(refused) -> None:
    told = stories.answers_no(immediate_action="Gebeld.")
    refused("no_unsafety_is_not_acute", told, acute="yes")


@pytest.fixture
def ground_refused(noor, at):
    """A stored ground cannot be made to break the rule, and one that breaks it cannot be added."""

    def check(rule: str, **broken: str) -> None:
        draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
        ground = {"kind": "fact", "text": "Verzuim.", "source": "School", "dated": at.date(), **broken}
        refused_at_three_depths(
            rule,
            draft.grounds.get(),
            broken,
            lambda: actions.add_ground(by=noor, at=at, assessment=draft, version=draft.version, **ground),
        )

    return check


def test_ground_kind_is_known(ground_refused) -> None:
    ground_refused("ground_kind_is_known", kind="rumour")


def test_ground_says_something(ground_refused) -> None:
    ground_refused("ground_says_something", text="  ")


def test_ground_has_a_source(ground_refused) -> None:
    ground_refused("ground_has_a_source", source="")


@pytest.fixture
def consultation_refused(noor, at):
    """The table only grows: the rule is tried by the action, in bulk and by an INSERT."""

    def check(rule: str, **broken: str) -> None:
        report = stories.taken_in(by=noor, at=at)
        asked = {**ASKED, **broken}
        refused_by_the_action(
            rule,
            lambda: actions.consult(by=noor, at=at, report=report, submission=uuid4(), **asked),
            columns=set(broken),
        )
        refused_when_added(rule, Consultation(report=report, submission=uuid4(), by=noor, at=at, **asked))

    return check


@pytest.mark.parametrize("column", ["question", "advice"])
def test_consultation_is_complete(consultation_refused, column) -> None:
    consultation_refused("consultation_is_complete", **{column: " "})


def test_expert_is_an_expert(consultation_refused) -> None:
    consultation_refused("expert_is_an_expert", discipline="counsellor")


ASKED = {
    "expert": "Saskia G.",
    "discipline": "behavioural_scientist",
    "question": "Past dit bij haar leeftijd?",
    "advice": "Vraag door naar de vriend.",
}


# ── rules about facts


def test_a_fact_or_statement_stands(noor, at) -> None:
    report = stories.taken_in(by=noor, at=at)
    draft = actions.start_assessment(by=noor, at=at, report=report)
    view = {"kind": "interpretation", "text": "Zij lijkt bang.", "source": "Noor B.", "dated": at.date()}
    actions.add_ground(by=noor, at=at, assessment=draft, version=draft.version, **view)
    draft = stories.fresh(draft)
    with pytest.raises(ValidationError) as refusal:
        actions.propose(by=noor, at=at, assessment=draft, version=draft.version, **stories.answers_yes())
    assert "a_fact_or_statement_stands" in rules_of(refusal.value)


def test_outcome_is_in_the_table(noor, at) -> None:
    citizen = stories.taken_in(by=noor, at=at, reporter=stories.CITIZEN, meldcode_complete="no")
    draft = stories.a_draft(by=noor, at=at, report=citizen)
    told = stories.answers_no(outcome="converted_to_advice", deviation_reason="Liever advies.")
    with pytest.raises(ValidationError) as refusal:
        actions.propose(by=noor, at=at, assessment=draft, version=draft.version, **told)
    assert "outcome_is_in_the_table" in rules_of(refusal.value)


def test_only_a_draft_changes(noor, at) -> None:
    row = stories.proposed(by=noor, at=at)
    with pytest.raises(ValidationError) as refusal:
        actions.save_assessment(by=noor, at=at, assessment=row, version=row.version, explanation="Anders.")
    assert rules_of(refusal.value) == {"only_a_draft_changes"}


def test_each_party_has_a_contact(noor, at) -> None:
    draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
    told = stories.answers_yes(parties=["local_field", "police"])
    with pytest.raises(ValidationError) as refusal:
        actions.propose(by=noor, at=at, assessment=draft, version=draft.version, **told)
    assert list(refusal.value.error_dict) == ["contact_police"]
    assert refusal.value.message_dict == {"contact_police": ["Noem wie wij kunnen bellen."]}


def test_only_a_handover_asks_contacts() -> None:
    rules.each_party_has_a_contact("investigation", ["police"], {})


def test_ground_is_not_from_the_future(noor, at) -> None:
    draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
    ground = {"kind": "fact", "text": "Verzuim.", "source": "School", "dated": at.date() + timedelta(days=1)}
    with pytest.raises(ValidationError) as refusal:
        actions.add_ground(by=noor, at=at, assessment=draft, version=draft.version, **ground)
    assert rules_of(refusal.value) == {"ground_is_not_from_the_future"}
    assert Ground.objects.count() == 1


@pytest.mark.parametrize("told", ["Haar BSN is 111222333.", "Bel 06 12345678.", "Mail naar els@example.org."])
def test_consultation_names_nobody(noor, at, told) -> None:
    report = stories.taken_in(by=noor, at=at)
    asked = {**ASKED, "question": told}
    with pytest.raises(ValidationError) as refusal:
        actions.consult(by=noor, at=at, report=report, submission=uuid4(), **asked)
    assert rules_of(refusal.value) == {"consultation_names_nobody"}
    assert told.split()[-1].strip(".") not in str(refusal.value)
    assert not Consultation.objects.exists()


def test_a_proposal_hears_every_rule_at_once(noor, at) -> None:
    report = stories.taken_in(by=noor, at=at)
    draft = actions.start_assessment(by=noor, at=at, report=report)
    with pytest.raises(ValidationError) as refusal:
        actions.propose(by=noor, at=at, assessment=draft, version=draft.version, unsafe="yes", acute="yes")
    found = rules_of(refusal.value)
    assert {"unsafety_is_graded", "acute_means_acting_first", "yes_asks_what_is_needed"} <= found
    assert {"yes_asks_who_picks_it_up", "a_fact_or_statement_stands"} <= found


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
