"""What the trail says of one day: who opened which file, and who has a part in it. Reads, and writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from desk.audit.choices import LOOKS, Outcome, Subject
from desk.audit.models import Event
from desk.oversight import bounds
from desk.oversight.choices import PART, WORK
from desk.oversight.circle import Seen
from desk.reports.models import CaseFile, Report

# To see a record, or to be turned away from it.
TRIED = [*LOOKS, "page_refused"]
_BATCH = 400  # numbers in one question
Pair = tuple[int, int]  # colleague, file


class Window(NamedTuple):
    """A day from six to six, as clock and as the two days its events carry."""

    first: datetime
    last: datetime
    days: tuple[date, date]


@dataclass
class File:
    """A file that was opened: its number, those of its reports, who owns them, and which files it goes on from."""

    pk: int
    number: str
    closed_at: datetime | None
    follows: int | None
    numbers: list[str] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)


@dataclass
class Looked:
    """The looks of one day: what each colleague did with each file, and who has a part in which."""

    window: Window
    files: dict[int, File]
    seen: dict[Pair, Seen]
    parts: set[Pair]
    works: set[Pair]

    def others(self) -> dict[int, list[int]]:
        """By colleague: the files they opened and have no part in."""
        found: dict[int, list[int]] = defaultdict(list)
        for (worker, file), seen in self.seen.items():
            if seen.opened and (worker, file) not in self.parts:
                found[worker].append(file)
        return found

    def opened(self, worker: int) -> int:
        return sum(bool(seen.opened) for (who, _), seen in self.seen.items() if who == worker)


def window_of(day: date, days: int = 1) -> Window:
    """Return the `days` days that end with this one, each from six to six."""
    six = time(bounds.DAY_BEGINS.value)
    zone = timezone.get_current_timezone()
    first = datetime.combine(day - timedelta(days=days - 1), six, zone)
    last = datetime.combine(day + timedelta(days=1), six, zone)
    return Window(first, last, (first.date(), last.date()))


def day_of(at: datetime) -> date:
    """Return the day that a moment belongs to, from six to six."""
    return (timezone.localtime(at) - timedelta(hours=bounds.DAY_BEGINS.value)).date()


def looks_in(window: Window) -> QuerySet[Event]:
    """The events by which somebody saw a file or a report, or was refused it."""
    return Event.objects.filter(
        day__range=window.days,
        at__gte=window.first,
        at__lt=window.last,
        actor_id__isnull=False,
        subject_kind__in=[Subject.REPORT, Subject.CASE_FILE],
        act__in=TRIED,
    )


def rows_of(looks: QuerySet[Event], outcome: str = Outcome.DONE) -> list[tuple[int, str, datetime]]:
    """Return who, which number and when of the looks that ended so."""
    rows = looks.filter(outcome=outcome).values_list("actor_id", "subject", "at")
    return [(worker, subject, at) for worker, subject, at in rows if worker is not None and at is not None]


def looked_since(worker: int, day: date) -> bool:
    """Did this colleague open anything on this day or later?"""
    return Event.objects.filter(day__gte=day, actor_id=worker, act__in=TRIED).exists()


def gather(day: date) -> Looked:
    """Return the looks of the day with everything that the rules ask about them."""
    window = window_of(day)
    looks = looks_in(window)
    tried = [(*row, False) for row in rows_of(looks)]
    tried += [(*row, True) for row in rows_of(looks, Outcome.REFUSED)]
    files = files_of({subject for _, subject, *_ in tried})
    home = {number: file.pk for file in files.values() for number in file.numbers}
    seen: dict[Pair, Seen] = defaultdict(Seen)
    for worker, subject, at, refused in tried:
        if subject in home:
            moments = seen[worker, home[subject]]
            (moments.refused if refused else moments.opened).append(at)
    parts, works = _parts({worker for worker, _ in seen}, files, home, window.last)
    return Looked(window, files, dict(seen), parts, works)


def files_of(numbers: Collection[str]) -> dict[int, File]:
    """Return the files that these numbers of files and reports belong to, with all their reports."""
    pks: set[int] = set()
    for some in _batches(sorted(numbers)):
        pks.update(Report.objects.filter(number__in=some).values_list("case_file_id", flat=True))
        pks.update(CaseFile.objects.filter(number__in=some).values_list("pk", flat=True))
    files: dict[int, File] = {}
    for batch in _batches(sorted(pks)):
        for row in CaseFile.objects.filter(pk__in=batch).values_list("pk", "number", "closed_at", "follows_id"):
            files[row[0]] = File(*row, numbers=[row[1]])
        reports = Report.objects.filter(case_file__in=batch)
        for pk, number, owner in reports.values_list("case_file_id", "number", "owner_id"):
            files[pk].numbers.append(number)
            files[pk].owners |= {owner} - {None}
    return files


def _parts(
    workers: Collection[int], files: dict[int, File], home: dict[str, int], until: datetime
) -> tuple[set[Pair], set[Pair]]:
    """Who has a part in which file, and who worked on the case itself; up to the end of the day."""
    parts = {(owner, file.pk) for file in files.values() for owner in file.owners}
    works: set[Pair] = set()
    done = Event.objects.filter(act__in=PART, outcome=Outcome.DONE, at__lt=until)
    for some in _batches(sorted(home)):
        rows = done.filter(subject__in=some).values_list("actor_id", "subject", "act").distinct()
        for worker, subject, act in rows:
            if worker is not None and worker in workers:
                parts.add((worker, home[subject]))
                if act in WORK:
                    works.add((worker, home[subject]))
    return parts, works


def have_part(workers: Collection[int], files: Collection[int]) -> set[Pair]:
    """Return which of these colleagues have a part in which of these files."""
    numbers = CaseFile.objects.filter(pk__in=files).values_list("number", flat=True)
    found = files_of(set(numbers))
    home = {number: file.pk for file in found.values() for number in file.numbers}
    return _parts(workers, found, home, timezone.now())[0]


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(rows), _BATCH):
        yield rows[first : first + _BATCH]
