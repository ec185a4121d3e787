"""The calendar a region is played on: its days, which of them are worked, and moments as the database writes them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache

from desk.deadlines import AMSTERDAM, ONE_DAY, due, half_year, is_working_day

# Weekends and holidays: the telephone is answered, and far fewer call.
QUIET, BUSY = 1, 6
HOUR, MINUTE = 3600, 60
OPENS, CLOSES = 8 * HOUR, 18 * HOUR
_EPOCH = date(1970, 1, 1)
_CLOCK = [f"{s // HOUR:02d}:{s // MINUTE % 60:02d}:{s % 60:02d}" for s in range(24 * HOUR)]


class Days:
    """The days from `first` up to and including `last`; a moment is a number of seconds since 1970 (UTC)."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.all = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self.midnight = [_midnight(day) for day in self.all]
        self._working = [n for n, day in enumerate(self.all) if is_working_day(day)]

    @property
    def end(self) -> int:
        """What comes after this moment has not happened."""
        return self.midnight[-1] + CLOSES + HOUR

    @cached_property
    def _next(self) -> list[int]:
        """For each day the place in the row of working days of the first one after it."""
        found, place = [], 0
        for n in range(len(self.all)):
            while place < len(self._working) and self._working[place] <= n:
                place += 1
            found.append(place)
        return found

    def working(self, day: int, ahead: int) -> int | None:
        """The number of the `ahead`-th working day after day number `day`; None beyond the last day."""
        place = self._next[day] + ahead - 1
        return self._working[place] if place < len(self._working) else None

    def spread(self, many: int) -> list[int]:
        """How many of `many` fall on each day."""
        weights = [BUSY if is_working_day(day) else QUIET for day in self.all]
        whole, done, passed, counts = sum(weights), 0, 0, []
        for weight in weights:
            passed += weight
            until = many * passed // whole
            counts.append(until - done)
            done = until
        return counts


def _midnight(day: date) -> int:
    """Counted back from eight o'clock, so that a night of 23 or 25 hours puts no working hour aside."""
    return int(datetime.combine(day, time(8), AMSTERDAM).timestamp()) - 8 * HOUR


@lru_cache(maxsize=20_000)
def _written(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).isoformat()


def moment(seconds: int) -> str:
    """As both databases take it, in UTC."""
    day, clock = divmod(seconds, 24 * HOUR)
    return f"{_written(day)} {_CLOCK[clock]}"


@lru_cache(maxsize=20_000)
def term(code: str, day: date) -> str:
    """The last day of a term that begins on `day`."""
    return due(code, day).isoformat()


@lru_cache(maxsize=20_000)
def half(day: date) -> str:
    return half_year(day)


def parts(many: int, size: int) -> Sequence[range]:
    """The numbers below `many` in ranges of `size`."""
    return [range(first, min(first + size, many)) for first in range(0, many, size)]


def day_before(day: date) -> date:
    return day - ONE_DAY


def spread(first: int, last: int, many: int) -> list[int]:
    """So many moments between two, evenly."""
    return [first + (last - first) * (n + 1) // (many + 1) for n in range(many)]
