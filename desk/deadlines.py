"""When must it be done? The terms of the law as dated data, and the calendar they are counted on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ONE_DAY = timedelta(days=1)

# Days that a royal decree makes equal to a holiday: day -> number in the Staatscourant (Algemene termijnenwet
# art. 3(3)). A day is entered once its decree has been read; until then a term can end too early, never too late.
MADE_EQUAL: dict[date, str] = {}


@dataclass(frozen=True)
class Term:
    """One term as it reads from `valid_from`; a change of the law is a new row, never an edit of an old one.

    certainty: A = read in the law as it is now, A-old = in an older text of the law, B = told by a second source,
    I = our own choice where no number was found.
    """

    code: str
    amount: int
    unit: Literal["working_days", "weeks", "months", "days"]
    source: str
    certainty: str
    valid_from: date
    rolls: bool


_WMO_2015 = date(2015, 1, 1)

# Algemene termijnenwet art. 1 moves the end of a term to the next working day, art. 4 excepts terms longer than
# 12 weeks, 3 months or 90 days, and art. 5 covers acts and decrees but not a ministerial regulation.
TERMS: tuple[Term, ...] = (
    # The decree says five days; practice and the inspectorate count five working days.
    Term("assessment", 5, "working_days", "Uitvoeringsbesluit Wmo 2015, art. 4.1.7", "A", _WMO_2015, rolls=True),
    Term(
        "acute_review",
        1,
        "working_days",
        "Huisregel: bij acuut kijkt een tweede de volgende werkdag mee",
        "I",
        _WMO_2015,
        True,
    ),
    Term("investigation", 10, "weeks", "Uitvoeringsbesluit Wmo 2015, art. 4.1.7", "A", _WMO_2015, rolls=True),
    Term(
        "conditions_and_follow_up", 10, "weeks", "Huisregel naar het informatieprotocol van 2015", "I", _WMO_2015, True
    ),
    # Reading is judged while everybody still knows why.
    Term("judge_access", 3, "working_days", "Huisregel: een teamleider oordeelt over toegang", "I", _WMO_2015, True),
    Term("inform", 4, "weeks", "Wmo 2015, art. 5.3.1", "A-old", _WMO_2015, rolls=True),
    Term("postpone_informing", 14, "days", "Wmo 2015, art. 5.3.1", "A-old", _WMO_2015, rolls=True),
    Term("destruction", 3, "months", "Wmo 2015, art. 5.3.5", "A-old", _WMO_2015, rolls=True),
    Term("statistics", 3, "weeks", "Uitvoeringsregeling Wmo 2015, bijlage A, 6.4", "A", _WMO_2015, rolls=False),
    Term("complaint", 1, "months", "Wmo 2015, art. 4.2.7", "A-old", _WMO_2015, rolls=True),
    # Twenty years is what the government says today; the text of 2015 said fifteen, and some regions keep to that. The
    # database destroys nothing that changed within fifteen (desk/retention/by_two.py).
    Term("case_file", 240, "months", "Rijksoverheid, bewaartermijn dossier Veilig Thuis", "B", _WMO_2015, rolls=False),
    # A file is kept at least until the youngest child in it is eighteen.
    Term("grown_up", 216, "months", "Wmo 2015, art. 5.3.4(2)", "A-old", _WMO_2015, rolls=False),
    # At least five years from the writing. The triggers on the trail hold the same five years (desk/audit/term.py).
    Term("trail", 60, "months", "NEN 7513; Staatscourant 2019, 38007", "B", date(2019, 1, 1), rolls=False),
)


def term(code: str, on: date) -> Term:
    """Return the version in force on that day; the first version also answers for the time before it."""
    versions = sorted((one for one in TERMS if one.code == code), key=lambda one: one.valid_from)
    if not versions:
        raise LookupError(f"no term has the code {code!r}")
    return [versions[0], *(one for one in versions if one.valid_from <= on)][-1]


def raw_due(code: str, start: date) -> date:
    """Return the last day before any move to a working day; the day of the event itself is not counted.

    An extension counts from this day, which is the shorter reading and so the safe one for the persons concerned:
    due("postpone_informing", raw_due("inform", recorded_on)).
    """
    if isinstance(start, datetime):
        raise TypeError("a term starts on a calendar day: use local_day() first")
    found = term(code, start)
    match found.unit:
        case "working_days":
            return add_working_days(start, found.amount)
        case "months":
            return _add_months(start, found.amount)
        case "weeks":
            return start + timedelta(weeks=found.amount)
        case "days":
            return start + timedelta(days=found.amount)


def due(code: str, start: date) -> date:
    """Return the last day on which it is still in time."""
    last = raw_due(code, start)
    while term(code, start).rolls and not is_working_day(last):
        last += ONE_DAY
    return last


def over_before(code: str, today: date) -> date:
    """Return the day before which a term of months that began is over today."""
    found = term(code, today)
    assert found.unit == "months", code
    return _add_months(today, -found.amount)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no general holiday or day made equal to one."""
    return day.weekday() < 5 and day not in _general_holidays(day.year) and day not in MADE_EQUAL


def add_working_days(day: date, n: int) -> date:
    """Return the n-th working day after (before, when negative) this day; for 0 the day itself."""
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(a: date, b: date) -> int:
    """Count the working days after `a` up to and including `b`; negative when `b` comes first."""
    if b < a:
        return -working_days_between(b, a)
    return sum(is_working_day(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


def days_left(due: date, today: date) -> int:
    """Count the working days that are left, negative when it is late."""
    return working_days_between(today, due)


def describe(due: date, today: date) -> str:
    """Say in words how much time is left, in calendar days when only days off lie in between."""
    if due == today:
        return "vandaag"
    working = abs(days_left(due, today))
    count, one, more = (working, "werkdag", "werkdagen") if working else (abs((due - today).days), "dag", "dagen")
    return f"{count} {one if count == 1 else more}{' te laat' if due < today else ''}"


def local_day(moment: datetime) -> date:
    """Return the day on the calendar in Amsterdam: a report of 23:30 belongs to that evening."""
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(AMSTERDAM).date()


def half_year(day: date) -> str:
    """Return the period of the policy statistics, such as 2026-1."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


@cache
def _general_holidays(year: int) -> frozenset[date]:
    """Algemene termijnenwet art. 3(1) and (2): the package calls 5 May and Good Friday optional, the law does not."""
    return frozenset(holidays.country_holidays("NL", categories=("public", "optional"), years=year))


def _add_months(day: date, months: int) -> date:
    """The same day number, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
