"""How long a case file is kept, and what the register of what was destroyed must hold."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import F, Q

from desk.deadlines import local_day, raw_due
from desk.reports.choices import CaseStatus, PersonRole
from desk.reports.models import CaseFile, Report
from desk.reports.persons import Person
from desk.retention.choices import Verdict, Warned
from desk.roles import Role
from desk.rulebook import Refused, empty, filled, one_of, rule, says_enough, when

# Who was not born when it was written down is born at the latest so long after.
_LONGEST_PREGNANCY = timedelta(weeks=43)
_STAMPS = ("received_at", "entered_at", "decided_at", "closed_at", "withdrawn_at")

destruction_verdict_is_known = rule(
    "destruction_verdict_is_known", one_of("verdict", Verdict.values), "Kies vernietigen of langer bewaren."
)
destruction_says_what_and_why = rule(
    "destruction_says_what_and_why",
    filled("case_number") & filled("reports") & filled("term"),
    "Het register zegt welk dossier en welke meldingen, en volgens welke regel.",
)
kept_beyond_the_last_change = rule(
    "kept_beyond_the_last_change",
    Q(keep_until__gte=F("last_change")),
    "Een dossier wordt bewaard tot na de laatste wijziging.",
)
# Who is concerned may see or copy the file before it goes (practice in youth care, domain.md 5.1).
persons_are_warned_or_there_is_a_reason = rule(
    "persons_are_warned_or_there_is_a_reason",
    Q(warned=Warned.YES, warned_on__isnull=False) | (Q(warned=Warned.NO) & says_enough("not_warned_reason")),
    "Schrijf op wanneer de betrokkenen zijn gewaarschuwd, of waarom dat niet kon (minstens tien tekens).",
)
decided_destruction_carries_its_stamps = rule(
    "decided_destruction_carries_its_stamps",
    (Q(verdict=Verdict.PENDING, decided_by__isnull=True, decided_at__isnull=True) & empty("decided_as"))
    | (~Q(verdict=Verdict.PENDING) & Q(decided_by__isnull=False, decided_at__isnull=False) & filled("decided_as")),
    "Een besluit over bewaren draagt naam, rol en moment.",
)
# P8.
nobody_destroys_alone = rule(
    "nobody_destroys_alone",
    Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
    "U heeft dit zelf voorgesteld: een ander moet besluiten.",
)
destruction_is_decided_by_lead_or_officer = rule(
    "destruction_is_decided_by_lead_or_officer",
    one_of("decided_as", ["", Role.TEAM_LEAD, Role.PRIVACY_OFFICER]),
    "Een teamleider of een tweede privacy officer besluit.",
)
# Wmo 2015 art. 5.3.4(1): longer, as far as that is reasonably needed for careful execution.
kept_longer_says_why_and_until = rule(
    "kept_longer_says_why_and_until",
    when(Q(verdict=Verdict.KEPT), Q(kept_longer_until__isnull=False) & says_enough("reason"))
    & when(~Q(verdict=Verdict.KEPT), Q(kept_longer_until__isnull=True)),
    "Langer bewaren vraagt een reden in eigen woorden (minstens tien tekens) en een dag.",
)
DESTRUCTION_RULES = [
    destruction_verdict_is_known,
    destruction_says_what_and_why,
    kept_beyond_the_last_change,
    persons_are_warned_or_there_is_a_reason,
    decided_destruction_carries_its_stamps,
    nobody_destroys_alone,
    destruction_is_decided_by_lead_or_officer,
    kept_longer_says_why_and_until,
]


def last_change(case_file: CaseFile, reports: Iterable[Report], later: Iterable[date] = ()) -> date:
    """Return the last day on which something happened in the file; `later` are days of notes and persons."""
    moments = chain((case_file.opened_at, case_file.closed_at), *(_moments(report) for report in reports))
    return max(chain((local_day(moment) for moment in moments if moment), later))


def _moments(report: Report) -> Iterable[datetime | None]:
    return (getattr(report, name) for name in _STAMPS)


def keep_until(last: date, persons: Iterable[Person]) -> date:
    """Return the last day on which the file is kept: its term, or the day its youngest child is eighteen (5.1).

    A birth date that is known in part counts as late as it can be: a child is never taken for older than it is.
    """
    return max([raw_due("case_file", last), *(day for day in map(grown_up_on, persons) if day)])


def grown_up_on(person: Person) -> date | None:
    """Return the day on which this person is eighteen for certain; None for a grown-up of unknown age."""
    if person.unborn:
        return raw_due("grown_up", person.recorded_on + _LONGEST_PREGNANCY)
    if person.birth_year is not None:
        return raw_due("grown_up", _latest_birth(person.birth_year, person.birth_month, person.birth_day))
    return raw_due("grown_up", person.recorded_on) if person.role == PersonRole.CHILD else None


def _latest_birth(year: int, month: int | None, day: int | None) -> date:
    if month and day:
        return date(year, month, day)
    first_after = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return first_after - timedelta(days=1)


def term_is_over(kept_until: date, today: date) -> None:
    """Raise Refused for a file that must still be kept."""
    if today <= kept_until:
        raise Refused("term_is_over", f"Dit dossier wordt bewaard tot en met {kept_until:%d-%m-%Y}.")


def only_a_closed_file_goes(status: str) -> None:
    """Raise Refused for an open file: what is open can change, and somebody may still work on it."""
    if status != CaseStatus.CLOSED:
        raise Refused("only_a_closed_file_goes", "Dit dossier is nog open. Alleen een gesloten dossier gaat weg.")


def nothing_waits_for_a_judgement(waits: bool) -> None:
    """Raise Refused while a look into the file or an alarm about it was not judged: that would go with the file."""
    if waits:
        raise Refused(
            "nothing_waits_for_a_judgement", "Over toegang tot dit dossier of een alarm moet nog worden geoordeeld."
        )


def nobody_keeps_it_longer(until: date | None, today: date) -> None:
    """Raise Refused while a decision to keep the file longer holds."""
    if until is not None and today <= until:
        raise Refused("nobody_keeps_it_longer", f"Besloten is dit dossier te bewaren tot en met {until:%d-%m-%Y}.")


def nobody_was_warned_tomorrow(warned_on: date | None, today: date) -> None:
    """Raise Refused for a warning on a day to come."""
    if warned_on is not None and warned_on > today:
        raise Refused("nobody_was_warned_tomorrow", "Deze dag moet nog komen.", "warned_on")


def destruction_waits(verdict: str) -> None:
    """Raise Refused for a proposal that was decided already: a decision stays."""
    if verdict != Verdict.PENDING:
        raise Refused("destruction_waits", "Hierover is al besloten.")


def kept_until_a_day_to_come(until: date | None, today: date) -> None:
    """Raise Refused for a day that is over: a file is kept longer until a day to come."""
    if until is not None and until <= today:
        raise Refused("kept_until_a_day_to_come", "Kies een dag die nog komt.", "kept_longer_until")


def something_is_chosen(numbers: Iterable[str]) -> None:
    """Raise Refused when no file was ticked."""
    if not list(numbers):
        raise Refused("something_is_chosen", "Kies minstens één dossier.", "case_numbers")


def it_is_the_file_of_the_list(number: str, listed: str) -> None:
    """Raise Refused for a file that the list of what was destroyed does not name."""
    if number != listed:
        raise Refused("it_is_the_file_of_the_list", "Dit dossier staat niet op de lijst van wat is vernietigd.")
