"""Every rule of a decision, a remark and a reply. Their tables only grow, so the depths are action, bulk and INSERT."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from desk.review import actions
from desk.review.models import Decision, Remark, Reply
from tests import stories
from tests.depths import refused_by_the_action, refused_when_added, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision_of(noor, joke, at) -> Callable[..., Decision]:
    def make(**other: object) -> Decision:
        proposal = stories.proposed(by=noor, at=at)
        columns = {
            "report": proposal.report,
            "assessment": proposal,
            "verdict": "confirmed",
            "outcome": "handover",
            "proposed_by": noor,
            "decided_by": joke,
            "decided_as": "team_lead",
            "at": at,
        }
        return Decision(**{**columns, **other})

    return make


def test_who_proposes_never_decides(decision_of, joke, at) -> None:
    refused_when_added("who_proposes_never_decides", decision_of(proposed_by=joke))
    own = stories.proposed(by=joke, at=at)
    for act in (
        lambda: actions.confirm(by=joke, at=at, assessment=own, version=own.version),
        lambda: actions.send_back(by=joke, at=at, assessment=own, version=own.version, remark="x", question="q1"),
    ):
        refused_by_the_action("who_proposes_never_decides", act)


@pytest.mark.parametrize("role", ["counsellor", "confidential_physician", "functional_administrator"])
def test_decision_is_by_a_reviewer(decision_of, role) -> None:
    refused_when_added("decision_is_by_a_reviewer", decision_of(decided_as=role))


def test_decision_verdict_is_known(decision_of) -> None:
    refused_when_added("decision_verdict_is_known", decision_of(verdict="maybe"))


def test_decision_outcome_is_known(decision_of) -> None:
    refused_when_added("decision_outcome_is_known", decision_of(outcome="nothing"))


def test_returning_needs_a_remark(decision_of, noor, joke, at) -> None:
    refused_when_added("returning_needs_a_remark", decision_of(verdict="returned", remark=" "))
    proposal = stories.proposed(by=noor, at=at)
    refused_by_the_action(
        "returning_needs_a_remark",
        lambda: actions.send_back(
            by=joke, at=at, assessment=proposal, version=proposal.version, remark="  ", question="q1"
        ),
    )


def test_investigation_has_a_number(decision_of) -> None:
    refused_when_added("investigation_has_a_number", decision_of(outcome="investigation"))


@pytest.fixture
def remark_refused(noor, joke, at):
    def check(rule: str, **broken: str) -> None:
        proposal = stories.proposed(by=noor, at=at)
        columns = {"question": "q1", "text": "Wie zag het?", **broken}
        refused_when_added(rule, Remark(assessment=proposal, by=joke, at=at, **columns))
        refused_by_the_action(
            rule,
            lambda: actions.make_remark(by=joke, at=at, assessment=proposal, **columns),
            columns=set(broken),
        )

    return check


def test_remark_is_tied_to_an_answer(remark_refused) -> None:
    remark_refused("remark_is_tied_to_an_answer", question="q9")


def test_remark_says_something(remark_refused) -> None:
    remark_refused("remark_says_something", text=" ")


def test_reply_says_something(noor, joke, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    remark = actions.make_remark(by=joke, at=at, assessment=proposal, question="q1", text="Wie zag het?")
    refused_when_added("reply_says_something", Reply(remark=remark, text=" ", by=noor, at=at))
    refused_by_the_action(
        "reply_says_something", lambda: actions.answer_remark(by=noor, at=at, remark=remark, text=" "), {"text"}
    )


# ── rules about facts


def test_only_a_proposal_is_decided(noor, joke, els, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    actions.confirm(by=joke, at=at, assessment=proposal, version=proposal.version)
    for act in (
        lambda: actions.confirm(by=els, at=at, assessment=proposal, version=proposal.version),
        lambda: actions.make_remark(by=els, at=at, assessment=proposal, question="q1", text="Nog iets?"),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert rules_of(refusal.value) == {"only_a_proposal_is_decided"}
        assert refusal.value.messages == ["Joke V. besloot al: bevestigd. Dit voorstel wacht niet meer op een besluit."]
    assert Decision.objects.count() == 1


def test_remark_is_answered_once(noor, els, joke, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    remark = actions.make_remark(by=joke, at=at, assessment=proposal, question="q1", text="Wie zag het?")
    for _ in range(2):
        actions.answer_remark(by=noor, at=at, remark=remark, text="De mentor zelf.")
    with pytest.raises(ValidationError) as refusal:
        actions.answer_remark(by=els, at=at, remark=remark, text="De conciërge.")
    assert rules_of(refusal.value) == {"remark_is_answered_once"}
    assert Reply.objects.get().text == "De mentor zelf."
