"""What an event must hold, whoever writes it."""

from django.db.models import Q

from desk.audit.choices import Outcome, Subject
from desk.rulebook import filled, one_of, rule, when

# An advice contact knows nobody (P1): minute, counsellor and the telephone exchange together lead back to the caller.
advice_event_has_no_clock = rule(
    "advice_event_has_no_clock",
    when(Q(subject_kind=Subject.ADVICE), Q(at__isnull=True)),
    "Een regel over een advies draagt de dag, niet het tijdstip.",
)
other_event_has_a_clock = rule(
    "other_event_has_a_clock",
    when(~Q(subject_kind=Subject.ADVICE), Q(at__isnull=False)),
    "Een regel in het logboek draagt het tijdstip.",
)
advice_event_has_no_workplace = rule(
    "advice_event_has_no_workplace",
    when(Q(subject_kind=Subject.ADVICE), Q(workplace="")),
    "Een regel over een advies draagt geen werkplek.",
)
outcome_is_known = rule("event_outcome_is_known", one_of("outcome", Outcome.values), "Gelukt of geweigerd.")
event_has_an_actor = rule("event_has_an_actor", filled("actor_name"), "Een regel in het logboek noemt wie het deed.")

ROW_RULES = [
    advice_event_has_no_clock,
    other_event_has_a_clock,
    advice_event_has_no_workplace,
    outcome_is_known,
    event_has_an_actor,
]

leaf_is_counted_from_zero = rule(
    "leaf_is_counted_from_zero", Q(position__gte=0), "Een plaats in het zegel begint bij nul."
)
head_has_a_size = rule("head_has_a_size", Q(size__gte=0), "Een zegel telt nul of meer regels.")
head_is_signed = rule("head_is_signed", filled("note"), "Een zegel is ondertekend.")

LEAF_RULES = [leaf_is_counted_from_zero]
HEAD_RULES = [head_has_a_size, head_is_signed]
