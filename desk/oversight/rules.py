"""What a mark and an alarm must hold, and what is judged by whom."""

from collections.abc import Collection

from django.db.models import F, Q

from desk.oversight.choices import Kind, Trait, Verdict
from desk.roles import Role
from desk.rulebook import Refused, empty, filled, one_of, rule, when

trait_is_known = rule("trait_is_known", one_of("trait", Trait.values), "Dit hoort niet bij een eigen kring.")
# AVG art. 5(1)(c): to notice that somebody looks into their own circle the desk need not know where they live.
mark_is_a_hash = rule(
    "mark_is_a_hash", Q(mark__regex=r"^[0-9a-f]{64}$"), "Van een eigen kring bewaart de desk geen woorden."
)
MARK_RULES = [trait_is_known, mark_is_a_hash]

alarm_kind_is_known = rule("alarm_kind_is_known", one_of("kind", Kind.values), "Deze regel bestaat niet.")
alarm_verdict_is_known = rule(
    "alarm_verdict_is_known", one_of("verdict", Verdict.values), "Kies gegrond of vals alarm."
)
alarm_says_what_was_seen = rule("alarm_says_what_was_seen", filled("evidence"), "Een alarm zegt waarop het berust.")
judged_alarm_carries_its_stamps = rule(
    "judged_alarm_carries_its_stamps",
    (Q(verdict=Verdict.PENDING, judged_by__isnull=True, judged_at__isnull=True) & empty("judged_role"))
    | (~Q(verdict=Verdict.PENDING) & Q(judged_by__isnull=False, judged_at__isnull=False) & filled("judged_role")),
    "Een oordeel over een alarm draagt naam, rol en moment.",
)
judged_alarm_says_why = rule(
    "judged_alarm_says_why",
    when(~Q(verdict=Verdict.PENDING), filled("words")),
    "Schrijf in eigen woorden op waarom.",
)
alarm_is_judged_by_the_officer = rule(
    "alarm_is_judged_by_the_officer",
    one_of("judged_role", ["", Role.PRIVACY_OFFICER]),
    "Alleen de privacy officer oordeelt over een alarm.",
)
nobody_judges_their_own_alarm = rule(
    "nobody_judges_their_own_alarm",
    Q(judged_by__isnull=True) | Q(worker__isnull=True) | ~Q(judged_by=F("worker")),
    "Dit alarm gaat over uzelf: een ander moet oordelen.",
)
ALARM_RULES = [
    alarm_kind_is_known,
    alarm_verdict_is_known,
    alarm_says_what_was_seen,
    judged_alarm_carries_its_stamps,
    judged_alarm_says_why,
    alarm_is_judged_by_the_officer,
    nobody_judges_their_own_alarm,
]


def circle_has_a_surname(surnames: Collection[str]) -> None:
    """Raise Refused for a circle without a surname: without one the desk sees next to nothing."""
    if not surnames:
        raise Refused("circle_has_a_surname", "Vul minstens één achternaam in.", "surnames")


def alarm_is_judged_once(verdict: str) -> None:
    """Raise Refused for an alarm that was judged already: what was found stays on record."""
    if verdict != Verdict.PENDING:
        raise Refused("alarm_is_judged_once", "Over dit alarm is al geoordeeld.")


def file_exists(found: object) -> None:
    """Raise Refused for a number that no file and no report has."""
    if found is None:
        raise Refused("file_exists", "Er is geen dossier of melding met dit nummer.", "number")
