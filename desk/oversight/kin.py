"""What the circles of colleagues have in common with the files they opened: the keyed hashes of both are compared."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from desk.oversight import bounds, marks
from desk.oversight.circle import Shared
from desk.oversight.frequent import FREQUENT
from desk.oversight.models import Mark
from desk.reports.models import Household, Person


@dataclass
class Family:
    """The persons and homes of one file, in the spelling of marks.py; held while the task runs, and kept nowhere."""

    surnames: set[str] = field(default_factory=set)
    selves: set[tuple[str, date]] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    homes: set[marks.Home] = field(default_factory=set)
    # As it is written in the file, to count how many files have it.
    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def circles(workers: Collection[int]) -> dict[int, set[str]]:
    """Return the hashes of each of these colleagues; who has no circle is not in it."""
    kept: dict[int, set[str]] = defaultdict(set)
    for worker, mark in Mark.objects.filter(circle__user__in=workers).values_list("circle__user", "mark"):
        kept[worker].add(mark)
    return kept


def families(files: Collection[int]) -> dict[int, Family]:
    """Return who lives where in each of these files."""
    found: dict[int, Family] = defaultdict(Family)
    columns = ("case_file_id", "surname", "birth_year", "birth_month", "birth_day")
    for file, surname, *birth in Person.objects.filter(case_file__in=files).values_list(*columns):
        family, born = found[file], _born(*birth)
        for name, written in marks.written_in(surname).items():
            family.surnames.add(name)
            family.written[name].add(written)
            if born:
                family.selves.add((name, born))
    for home in Household.objects.filter(case_file__in=files):
        found[home.case_file_id].postcodes |= marks.postcodes_in(home.postcode, home.address, home.place)
        found[home.case_file_id].homes |= marks.homes_in(home.address, home.postcode, home.place)
    return found


def shared(worker: int, known: set[str], family: Family, *, works: bool) -> Shared:
    """Return what the circle of `worker` and a file have in common."""
    names = {name for name in family.surnames if marks.of_surname(worker, name) in known}
    return Shared(
        own=any(marks.of_self(worker, name, born) in known for name, born in family.selves),
        home=any(marks.of_home(worker, home) in known for home in family.homes),
        surname=bool(names),
        rare=any(is_rare(name, frozenset(family.written[name])) for name in names - FREQUENT),
        area=any(marks.of_area(worker, code) in known for code in family.postcodes),
        postcode=any(marks.of_postcode(worker, code) in known for code in family.postcodes),
        works=works,
    )


def is_rare(name: str, written: frozenset[str]) -> bool:
    """Is this surname, also as half of a double one, in a few files only? What is frequent in the country never is."""
    if name in FREQUENT:
        return False
    files: set[int] = set()
    for surname in written:
        same = Person.objects.filter(surname__icontains=surname).order_by("case_file_id")
        files.update(same.values_list("case_file_id", flat=True).distinct()[: bounds.RARE_FILES.value + 1])
    return len(files) <= bounds.RARE_FILES.value


def _born(year: int | None, month: int | None, day: int | None) -> date | None:
    return date(year, month, day) if year and month and day else None
