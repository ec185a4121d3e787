"""What an event must hold, whoever writes it."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import F, Q

from desk.audit.choices import Outcome, Subject
from desk.roles import Role
from desk.rulebook import Refused, filled, one_of, rule, says_enough, when

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

# P8.
nobody_declares_a_restore_alone = rule(
    "nobody_declares_a_restore_alone",
    ~Q(declared_by=F("confirmed_by")),
    "Dat de database is teruggezet verklaren twee mensen: een ander moet bevestigen.",
)
declared_restore_says_why = rule(
    "declared_restore_says_why",
    says_enough("reason"),
    "Schrijf op waarom de database is teruggezet (minstens tien tekens).",
)
restore_names_what_was_lost = rule(
    "restore_names_what_was_lost",
    Q(first__lte=F("last"), number__gt=F("last")) & filled("note"),
    "Een verklaring van terugzetten noemt de zegels die ontbreken, en is ondertekend.",
)
RESTORED_RULES = [nobody_declares_a_restore_alone, declared_restore_says_why, restore_names_what_was_lost]


def one_of_them_is_privacy_officer(roles: Collection[str]) -> None:
    """Raise Refused when no privacy officer is among those who declare: the administrator may be who put it back."""
    if Role.PRIVACY_OFFICER not in roles:
        raise Refused("one_of_them_is_privacy_officer", "Eén van de twee moet privacy officer zijn.")


def anchor_knows_more(lost: Sequence[Any]) -> None:
    """Raise Refused when the anchor holds nothing that the database lost: there is nothing to declare."""
    if not lost:
        raise Refused("anchor_knows_more", "De veilige plek kent geen zegel dat de database niet heeft.")


def only_an_end_is_lost(is_an_end: bool) -> None:
    """Raise Refused when heads are lost between others: no restore does that, somebody took them away."""
    if not is_an_end:
        raise Refused(
            "only_an_end_is_lost",
            "Er ontbreken zegels midden in de rij, of er liggen andere. Dat komt niet door terugzetten.",
        )
