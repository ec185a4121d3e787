"""Files that closed long ago, and which of them somebody opened who never had a part in them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from desk.oversight import bounds
from desk.oversight.gathering import File, day_of, files_of, have_part, looks_in, rows_of, window_of
from desk.reports.models import CaseFile

_BATCH = 400  # keys in one question


def is_closed(file: File, before: datetime) -> bool:
    """Did this file close before that moment?"""
    return file.closed_at is not None and file.closed_at < before


def closed_of_others(worker: int, day: date, before: datetime) -> dict[str, list[datetime]]:
    """Return, by number of a file that closed `before` and is not theirs, when this colleague opened it.

    Not of days of calling back: who does that works in most of the closed files of that day, and reaches some not.
    """
    looks = rows_of(looks_in(window_of(day, bounds.CLOSED_AGAIN.value)).filter(actor_id=worker))
    moments: dict[str, list[datetime]] = defaultdict(list)
    for _, subject, at in looks:
        moments[subject].append(at)
    files = [file for file in files_of(moments).values() if is_closed(file, before)]
    seen = {file.pk: [at for number in file.numbers for at in moments.get(number, [])] for file in files}
    mine = _mine(worker, files)
    with_part, without = _counts(seen, mine), _counts(seen, set(seen) - mine)
    return {
        file.number: [at for at in seen[file.pk] if with_part[day_of(at)] <= without[day_of(at)]]
        for file in files
        if file.pk not in mine
    }


def _counts(seen: dict[int, list[datetime]], files: set[int]) -> Counter[date]:
    """How many of these files were opened on each day."""
    return Counter(day for file in files for day in set(map(day_of, seen[file])))


def _mine(worker: int, files: list[File]) -> set[int]:
    """Which of these files the colleague has a part in, or in one that goes on from it."""
    linked = _relatives_of(files)
    around = {pk for file in files for pk in (file.pk, *linked[file.pk])}
    parts = {file for who, file in have_part([worker], around) if who == worker}
    return {file.pk for file in files if parts & {file.pk, *linked[file.pk]}}


def _relatives_of(files: Collection[File]) -> dict[int, set[int]]:
    """By file: those that go on from it and those it goes on from. A part in one is a part in the other."""
    linked: dict[int, set[int]] = defaultdict(set)
    pks = [file.pk for file in files]
    for some in (pks[n : n + _BATCH] for n in range(0, len(pks), _BATCH)):
        around = CaseFile.objects.filter(Q(follows__in=some) | Q(followed_by__in=some))
        for pk, follows in around.values_list("pk", "follows_id"):
            linked[pk].update({follows} - {None})
            if follows:
                linked[follows].add(pk)
    for file in files:
        if file.follows:
            linked[file.pk].add(file.follows)
    return {pk: linked[pk] for pk in pks}
