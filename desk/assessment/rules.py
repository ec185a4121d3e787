"""What the three questions must hold before a decision can be proposed."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F, Q

from desk.assessment.choices import (
    Answer,
    CircleCan,
    GroundKind,
    Outcome,
    Physician,
    State,
    Unsafe,
)
from desk.assessment.questions import Facts, allowed
from desk.codes import has_any
from desk.guard import LABELS, Finding
from desk.roles import EXPERTS
from desk.rulebook import Refused, filled, one_of, rule, when

_FINISHED = ~Q(state=State.DRAFT)
_YES = Q(unsafe=Unsafe.YES)

state_is_known = rule("assessment_state_is_known", one_of("state", State.values), "Deze status bestaat niet.")
# P7, closing rule of the seed (domain.md 3.1).
no_unsafety_closes_the_report = rule(
    "no_unsafety_closes_the_report",
    when(Q(unsafe=Unsafe.NO), one_of("outcome", ["", Outcome.NO_FOLLOW_UP, Outcome.CONVERTED_TO_ADVICE])),
    "Geen onveiligheid: de melding sluit zonder vervolg, of wordt omgezet in advies.",
)
unsafety_is_followed_up = rule(
    "unsafety_is_followed_up",
    when(
        one_of("unsafe", [Unsafe.YES, Unsafe.UNCLEAR]),
        ~one_of("outcome", [Outcome.NO_FOLLOW_UP, Outcome.CONVERTED_TO_ADVICE]),
    ),
    "Onveilig of nog niet duidelijk: de melding sluit niet, er volgt een stap.",
)
first_question_is_answered = rule(
    "first_question_is_answered",
    when(_FINISHED, one_of("unsafe", Unsafe.values)),
    "Beantwoord vraag 1: is er sprake van onveiligheid?",
)
unsafety_is_graded = rule(
    "unsafety_is_graded",
    when(
        _FINISHED & _YES,
        one_of("acute", Answer.values) & one_of("structural", Answer.values) & one_of("disclosure", Answer.values),
    ),
    "Kies bij vraag 1 of het acuut is, of het structureel is, en of er een onthulling is.",
)
# P7: question 1 = yes asks 2 and 3 before any decision.
yes_asks_what_is_needed = rule(
    "yes_asks_what_is_needed",
    when(_FINISHED & _YES, filled("safety_conditions") & one_of("circle_can", CircleCan.values)),
    "Beantwoord vraag 2: wat is er nodig voor de veiligheid, en kan de kring zelf iets doen?",
)
yes_asks_who_picks_it_up = rule(
    "yes_asks_who_picks_it_up",
    when(_FINISHED & _YES, has_any("parties") | Q(stays_here=True)),
    "Beantwoord vraag 3: wie pakt het op?",
)
# Acute: act first (domain.md 2.1 D1, 11.19).
acute_means_acting_first = rule(
    "acute_means_acting_first",
    when(_FINISHED & Q(acute=Answer.YES), filled("immediate_action")),
    "Acuut onveilig: schrijf op wat er nu meteen is gedaan.",
)
proposal_has_an_outcome = rule(
    "proposal_has_an_outcome", when(_FINISHED, one_of("outcome", Outcome.values)), "Kies een besluit."
)
handover_names_a_party = rule(
    "handover_names_a_party",
    when(_FINISHED & Q(outcome=Outcome.HANDOVER), has_any("parties")),
    "Kies bij vraag 3 minstens één partij die het overneemt.",
)
deviating_needs_a_reason = rule(
    "deviating_needs_a_reason",
    when(_FINISHED & ~Q(outcome=F("expected")), filled("deviation_reason")),
    "Dit besluit wijkt af van de uitkomsttabel. Schrijf op waarom.",
)
# The confidential physician is involved in all reports with these triggers (domain.md 7).
medical_trigger_asks_the_physician = rule(
    "medical_trigger_asks_the_physician",
    when(_FINISHED & has_any("medical_triggers"), Q(physician=Physician.CONSULTED) | filled("no_physician_reason")),
    "Vraag de vertrouwensarts, of schrijf op waarom dat niet nodig is.",
)
proposal_says_by_whom = rule(
    "proposal_says_by_whom",
    when(_FINISHED, Q(proposed_by__isnull=False, proposed_at__isnull=False)),
    "Een voorstel draagt naam en moment.",
)
no_unsafety_has_an_explanation = rule(
    "no_unsafety_has_an_explanation",
    when(_FINISHED & Q(unsafe=Unsafe.NO), filled("explanation")),
    "Schrijf op waaruit blijkt dat het veilig is.",
)

no_unsafety_is_not_acute = rule(
    "no_unsafety_is_not_acute",
    when(_FINISHED & Q(unsafe=Unsafe.NO), ~Q(acute=Answer.YES)),
    "Geen onveiligheid en toch acuut kan niet samen. Kijk vraag 1 na.",
)

ASSESSMENT_RULES = [
    state_is_known,
    no_unsafety_closes_the_report,
    unsafety_is_followed_up,
    first_question_is_answered,
    unsafety_is_graded,
    yes_asks_what_is_needed,
    yes_asks_who_picks_it_up,
    acute_means_acting_first,
    proposal_has_an_outcome,
    handover_names_a_party,
    deviating_needs_a_reason,
    medical_trigger_asks_the_physician,
    proposal_says_by_whom,
    no_unsafety_has_an_explanation,
    no_unsafety_is_not_acute,
]

ground_kind_is_known = rule(
    "ground_kind_is_known", one_of("kind", GroundKind.values), "Kies: feit, uitspraak of interpretatie."
)
ground_says_something = rule("ground_says_something", filled("text"), "Schrijf de grond op.")
ground_has_a_source = rule("ground_has_a_source", filled("source"), "Schrijf op van wie dit komt.")
GROUND_RULES = [ground_kind_is_known, ground_says_something, ground_has_a_source]

consultation_is_complete = rule(
    "consultation_is_complete", filled("question") & filled("advice"), "Schrijf de vraag en het advies op."
)
expert_is_an_expert = rule(
    "expert_is_an_expert",
    one_of("discipline", EXPERTS),
    "Kies een gedragswetenschapper of vertrouwensarts.",
)
CONSULTATION_RULES = [consultation_is_complete, expert_is_an_expert]


def a_fact_or_statement_stands(kinds: list[str]) -> None:
    """Raise Refused when unsafety would rest on interpretation alone. `kinds` are those of the grounds."""
    if not {GroundKind.FACT, GroundKind.STATEMENT}.intersection(kinds):
        raise Refused(
            "a_fact_or_statement_stands",
            "Noem minstens één feit of uitspraak. Een interpretatie alleen is niet genoeg.",
            "unsafe",
        )


def outcome_is_in_the_table(outcome: str, facts: Facts) -> None:
    """Raise Refused for a decision the outcome table never allows with these facts, deviation or not."""
    if outcome and outcome not in allowed(facts):
        raise Refused(
            "outcome_is_in_the_table",
            "Dit besluit kan niet bij deze antwoorden. Omzetten in advies kan alleen bij een professional "
            "die de meldcode nog niet heeft doorlopen.",
            "outcome",
        )


def only_a_draft_changes(state: str) -> None:
    """Raise Refused when a version that was proposed would change: a new version is made instead."""
    if state != State.DRAFT:
        raise Refused("only_a_draft_changes", "Dit voorstel is al ingediend. Trek het eerst in om het te wijzigen.")


def each_party_has_a_contact(outcome: str, parties: Iterable[str], contacts: dict[str, str]) -> None:
    """Raise ValidationError, at each party nobody can call, when the report is handed over (domain.md 3.6)."""
    missing = [party for party in parties if not contacts.get(party, "").strip()]
    if outcome == Outcome.HANDOVER and missing:
        sentence = "Noem wie wij kunnen bellen."
        errors = {f"contact_{party}": ValidationError(sentence, "each_party_has_a_contact") for party in missing}
        raise ValidationError(errors)


def ground_is_not_from_the_future(dated: date | None, today: date) -> None:
    """Raise Refused for a ground with a date after today."""
    if dated is not None and dated > today:
        raise Refused("ground_is_not_from_the_future", "Deze datum moet nog komen.", "dated")


def consultation_names_nobody(findings: Iterable[Finding]) -> None:
    """Raise Refused when the guard is certain of somebody in the question to an expert, who does not get the file."""
    kinds = dict.fromkeys(LABELS[found.kind] for found in findings if found.certain)
    if kinds:
        raise Refused(
            "consultation_names_nobody",
            f"In uw vraag staat een {' en een '.join(kinds)}. De deskundige krijgt het dossier niet: haal dit weg.",
            "question",
        )
