"""What a decision must hold. Decisions are added, never overwritten (P9): a trigger refuses the rest."""

from django.db.models import F, Q

from desk.assessment.choices import Outcome, Question, State
from desk.review.choices import Verdict
from desk.roles import REVIEWERS
from desk.rulebook import Refused, filled, one_of, rule, when

# P8. Four eyes: the one who proposes never approves (domain.md 7, gate 1).
who_proposes_never_decides = rule(
    "who_proposes_never_decides",
    ~Q(decided_by=F("proposed_by")),
    "U stelde dit zelf voor: een ander moet bevestigen.",
)
decision_is_by_a_reviewer = rule(
    "decision_is_by_a_reviewer",
    one_of("decided_as", REVIEWERS),
    "Alleen een teamleider of gedragswetenschapper bevestigt een besluit.",
)
decision_verdict_is_known = rule(
    "decision_verdict_is_known", one_of("verdict", Verdict.values), "Bevestig het voorstel of stuur het terug."
)
decision_outcome_is_known = rule(
    "decision_outcome_is_known", one_of("outcome", Outcome.values), "Dit besluit bestaat niet."
)
returning_needs_a_remark = rule(
    "returning_needs_a_remark",
    when(Q(verdict=Verdict.RETURNED), filled("remark")),
    "Schrijf op wat er nog moet gebeuren.",
)
# Annex A 3.8, 6.3: an investigation has exactly one number and ten weeks.
investigation_has_a_number = rule(
    "investigation_has_a_number",
    when(Q(verdict=Verdict.CONFIRMED, outcome=Outcome.INVESTIGATION), filled("investigation_number")),
    "Een onderzoek heeft een nummer.",
)
DECISION_RULES = [
    who_proposes_never_decides,
    decision_is_by_a_reviewer,
    decision_verdict_is_known,
    decision_outcome_is_known,
    returning_needs_a_remark,
    investigation_has_a_number,
]

remark_is_tied_to_an_answer = rule(
    "remark_is_tied_to_an_answer", one_of("question", Question.values), "Kies bij welk antwoord de opmerking hoort."
)
remark_says_something = rule("remark_says_something", filled("text"), "Schrijf de opmerking op.")
REMARK_RULES = [remark_is_tied_to_an_answer, remark_says_something]

reply_says_something = rule("reply_says_something", filled("text"), "Schrijf het antwoord op.")


def only_a_proposal_is_decided(state: str, who_decided: str = "") -> None:
    """Raise Refused for a version that does not wait. `who_decided` is the sentence that says who was first."""
    if state != State.PROPOSED:
        sentence = f"{who_decided} Dit voorstel wacht niet meer op een besluit.".strip()
        raise Refused("only_a_proposal_is_decided", sentence)


def remark_is_answered_once(stored: str, given: str) -> None:
    """Raise Refused when the answer that stands is another than the one given now."""
    if stored != given:
        raise Refused("remark_is_answered_once", "Een collega heeft deze opmerking al beantwoord.", "text")
