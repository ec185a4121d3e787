"""Finding reports again: the list of the team, and the search by number or person. Advice is in neither (P1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Upper
from django.utils.crypto import salted_hmac

from desk.accounts.models import User
from desk.accounts.ready import records
from desk.audit import trail
from desk.keyset import By, Page, Place, first_of, first_page, page_of
from desk.reports.masked import Mask, masks
from desk.reports.models import CaseFile, Report
from desk.reports.permissions import may_see_cases
from desk.reports.persons import Person
from desk.rulebook import Refused

PAGE = 25
NEWEST = (By("id", int, down=True),)
MOST = 25
FEW = 8  # a name of four words with a year
ROOM = 190  # characters for the trail
YEARS_BACK = 20  # a file is kept for twenty years (domain.md 5.1)
NUMBER = re.compile(r"^(?:([MC])-?)?(?:(\d{4})-)?(\d{1,6})$", re.IGNORECASE)
YEAR = re.compile(r"^(?:18[89]|19\d|20\d)\d$")


@dataclass
class Found:
    """What a search gave: reports by number, and persons with the file they are in."""

    reports: list[tuple[Report, Mask]] = field(default_factory=list)
    files: list[CaseFile] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)

    @property
    def numbers(self) -> list[str]:
        """Of the reports and files that were found."""
        found = [report.number for report, _ in self.reports] + [one.number for one in self.files]
        return list(dict.fromkeys([*found, *(person.case_file.number for person in self.persons)]))

    @property
    def count(self) -> int:
        return len(self.reports) + len(self.files) + len(self.persons)


@trail.act("report_listed")
def list_reports(
    *, by: User, at: datetime, status: str = "", mine: bool = False, place: Place | None = None
) -> Page[tuple[Report, Mask]]:
    """The newest reports within reach of `by`, a page at a time. In: `place` where the page begins, or the first."""
    if not may_see_cases(by):
        raise PermissionDenied
    if status or mine or place:
        own = {"owner": by} if mine else {}
        chosen = {"status": status} if status else {}
        page = page_of(_listed(by).filter(**own, **chosen), NEWEST, place, PAGE)
    else:
        page = first_page(records(_first_listed, by), NEWEST, PAGE)
    trail.record("report_listed", by=by, at=at, detail=f"{len(page.rows)} meldingen")
    return replace(page, rows=_with_masks(page.rows))


@trail.act("report_searched")
def search_reports(*, by: User, at: datetime, q: str) -> Found:
    """Find by number, or by surname or first name with or without a year of birth, within reach of `by`.

    The event carries which were found and a keyed hash, never what was typed. Raises Refused for a year alone.
    """
    if not may_see_cases(by):
        raise PermissionDenied
    words = q.split()
    number = NUMBER.match(q.strip())
    is_number = number is not None and not YEAR.match(q.strip())
    found = _by_number(by, at.year, *number.groups()) if is_number and number else _by_person(by, words)
    trail.record("report_searched", by=by, at=at, detail=_for_the_trail(q, found))
    return found


def _listed(user: User) -> QuerySet[Any]:
    return Report.objects.visible_to(user).select_related("municipality", "owner")


def _first_listed(user: User) -> QuerySet[Any]:
    return first_of(_listed(user), NEWEST, PAGE)


def _for_the_trail(q: str, found: Found) -> str:
    """How many were found, which, and a keyed hash of the question: who asks the same again is seen, not what."""
    asked = salted_hmac("desk.reports.search", " ".join(q.split()).casefold(), algorithm="sha256").hexdigest()[:16]
    told = f"{found.count} gevonden, zoekvraag {asked}"
    for number in found.numbers:
        if len(told) + len(number) > ROOM:
            return f"{told} …"
        told += f" {number}"
    return told


def _by_number(by: User, this_year: int, kind: str | None, year: str | None, serial: str) -> Found:
    kinds = [kind.upper()] if kind else ["M", "C"]
    years = [int(year)] if year else range(this_year - YEARS_BACK, this_year + 1)
    numbers = [f"{letter}-{one}-{int(serial):04d}" for letter in kinds for one in years]
    reports = Report.objects.visible_to(by).filter(number__in=numbers).select_related("municipality", "owner")
    files = CaseFile.objects.visible_to(by).filter(number__in=numbers)
    return Found(
        reports=_with_masks(list(reports.order_by("-pk")[:MOST])) if "M" in kinds else [],
        files=list(files.order_by("-pk")[:MOST]) if "C" in kinds else [],
    )


def _by_person(by: User, words: list[str]) -> Found:
    years = [int(word) for word in words if YEAR.match(word)]
    names = [word for word in words if not YEAR.match(word)]
    if not names:
        raise Refused("search_needs_a_name", "Geef ook een naam: op alleen een geboortejaar zoeken wij niet.", "q")
    splits = [" ".join(part) for n in range(1, len(names)) for part in (names[:n], names[n:])]
    given = (" ".join(names), *splits, *years)
    # Each number of words is a question of its own: of those that hardly anybody asks none is kept.
    return Found(persons=records(_persons, by, *given) if len(given) <= FEW else list(_persons(by, *given)))


def _persons(user: User, *given: str | int) -> QuerySet[Person]:
    """The persons who are named like this and, where years are given, born in one of these.

    In: the whole name, then what stands before and after each gap in it; then the years.
    """
    names, years = [one for one in given if isinstance(one, str)], [one for one in given if isinstance(one, int)]
    found = [_newest(user, named, years).values("pk") for named in _named(*names)]
    persons = Person.objects.filter(pk__in=found[0].union(*found[1:])).select_related("case_file")
    return persons.order_by("-case_file_id", "pk")[:MOST]


def _newest(by: User, named: QuerySet[Person], years: list[int]) -> QuerySet[Person]:
    """The persons with such a name in the newest files within reach, as many as the page shows at most.

    Each way to read the words is cut off by itself: of a name that many have, only the first rows are read.
    """
    within_reach = CaseFile.objects.visible_to(by).filter(pk=OuterRef("case_file"))
    rows = named.filter(Exists(within_reach))
    if years:
        rows = rows.filter(birth_year__in=years)
    # The cut lies inside: SQLite takes neither a cut nor an order in a part of a union.
    return Person.objects.filter(pk__in=rows.order_by("-case_file_id").values("pk")[:MOST]).order_by()


def _named(whole: str, *splits: str) -> Iterator[QuerySet[Person]]:
    """Whole names, so that an index answers: 'Sanne de Vries' is a first name with a prefix and a surname."""
    rows = Person.objects.alias(last=Upper("surname"), first=Upper("first_names"), before=Upper("prefix"))
    yield rows.filter(last=_upper(whole))
    yield rows.filter(first=_upper(whole))
    for before, after in zip(splits[::2], splits[1::2], strict=True):
        yield rows.filter(last=_upper(after), before=_upper(before))
        yield rows.filter(last=_upper(after), first__startswith=_upper(splits[0]))


def _upper(words: str) -> Upper:
    """Made large by the database, as the names beside it are."""
    return Upper(Value(words))


def _with_masks(reports: list[Any]) -> list[tuple[Report, Mask]]:
    faces = masks(reports)
    return [(report, faces[report.pk]) for report in reports]
