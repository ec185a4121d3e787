"""The course of the years, worked out once and in order: when each report comes, in which file, and how it ends.

Numbers are given out per year without gaps, and a repeat report follows a file that is closed by then. So this is the
one part that cannot be cut in pieces; all that a report says is made later, piece by piece (stories.py).
"""

from array import array
from bisect import bisect
from collections import Counter
from datetime import date
from itertools import accumulate
from random import Random

from desk.scale.days import CLOSES, HOUR, MINUTE, OPENS, Days, moment

WITHDRAWN, NO_FOLLOW_UP, CONVERTED, HANDOVER, INVESTIGATION, CONDITIONS, REGIONAL = range(7)
CLOSING = (WITHDRAWN, NO_FOLLOW_UP, CONVERTED)
# In a hundred: how a report ends, and on the how-manieth working day it is decided (the term is five).
_ENDS = tuple(accumulate((1, 34, 2, 43, 11, 6, 3)))
_ON_DAY = tuple(accumulate((9, 18, 26, 24, 19, 1, 1, 0, 1, 0, 0, 1)))
_COMES_BACK = 0.3
_NEVER = (1 << 62) - 1


class Plan:
    """Per report, by its place from 0: day, moments in seconds since 1970, end, file. Per file: what it follows."""

    def __init__(self, days: Days, reports: int, teams: list[int], rng: Random) -> None:
        self.days, self.reports, self.teams = days, reports, teams
        self.day = array("H")
        self.received, self.entered = array("q"), array("q")
        self.path = bytearray()
        self.worked = array("H")  # on which working day after the day of receipt it is decided
        self.ended = array("q")
        self.file = array("l")
        self.first_of: array[int] = array("l")  # per file: the report that opened it
        self.follows: array[int] = array("l")
        self.family: array[int] = array("l")
        self.team: array[int] = array("l")
        self.closes: array[int] = array("q")  # when its last report in hand ends without a follow-up; _NEVER otherwise
        for day, many in enumerate(days.spread(reports)):
            for n in range(many):
                self._report(day, days.midnight[day] + OPENS + (2 * n + 1) * (CLOSES - OPENS) // (2 * many), rng)
        self.report_numbers = self._numbers(self.entered)
        self.file_numbers = self._numbers(array("q", (self.entered[first] for first in self.first_of)))
        self.investigations = self._investigations()

    def is_closed(self, file: int) -> bool:
        return self.closes[file] <= self.days.end

    def day_of(self, report: int) -> date:
        return self.days.all[self.day[report]]

    def report_number(self, report: int) -> str:
        return f"M-{self.day_of(report).year}-{self.report_numbers[report]:04d}"

    def file_number(self, file: int) -> str:
        return f"C-{self.day_of(self.first_of[file]).year}-{self.file_numbers[file]:04d}"

    def counters(self) -> list[tuple[str, int, int]]:
        """(kind, year, last number) as the counters of the desk stand at the end."""
        reports = Counter(self.day_of(n).year for n in range(self.reports))
        files = Counter(self.day_of(first).year for first in self.first_of)
        investigations = Counter(int(number.split("-")[1]) for number in self.investigations.values())
        kinds = (("M", reports), ("C", files), ("OZ", investigations))
        return [(kind, year, last) for kind, counted in kinds for year, last in sorted(counted.items())]

    def _report(self, day: int, received: int, rng: Random) -> None:
        entered = received + 10 * MINUTE
        path, worked = bisect(_ENDS, rng.random() * 100), 1 + bisect(_ON_DAY, rng.random() * 100)
        ended = self._end(day, entered, path, worked, rng)
        file = self._file(len(self.day), entered, rng)
        ended += ended == self.closes[file]  # one of them closes the file
        self.day.append(day)
        self.received.append(received)
        self.entered.append(entered)
        self.path.append(path)
        self.worked.append(worked)
        self.ended.append(ended)
        self.file.append(file)
        self.closes[file] = max(self.closes[file], ended) if path in CLOSING else _NEVER

    def _end(self, day: int, entered: int, path: int, worked: int, rng: Random) -> int:
        """Half past one to five o'clock on its working day; the reporter withdraws within hours."""
        if path == WITHDRAWN:
            return entered + HOUR + int(rng.random() * HOUR)
        on = self.days.working(day, worked)
        return (
            _NEVER if on is None else self.days.midnight[on] + 13 * HOUR + 30 * MINUTE + int(rng.random() * 3.5 * HOUR)
        )

    def _file(self, report: int, entered: int, rng: Random) -> int:
        """A file that still runs, or a new one; three in ten come back within some years."""
        if report > 20 and rng.random() < _COMES_BACK:
            known = self.file[report - 1 - int(report * 0.2 * rng.random() ** 2)]
            return known if self.closes[known] > entered else self._open(report, known, rng)
        return self._open(report, -1, rng)

    def _open(self, report: int, known: int, rng: Random) -> int:
        file = len(self.first_of)
        self.first_of.append(report)
        self.follows.append(known)
        self.family.append(file if known < 0 else self.family[known])
        self.team.append(self.teams[int(rng.random() * len(self.teams))] if known < 0 else self.team[known])
        self.closes.append(0)
        return file

    def _numbers(self, moments: "array[int]") -> "array[int]":
        found, year, serial = array("l"), "", 0
        for at in moments:
            serial, year = (serial + 1, year) if moment(at)[:4] == year else (1, moment(at)[:4])
            found.append(serial)
        return found

    def _investigations(self) -> dict[int, str]:
        """The numbers of the investigations that were decided on, by report, in the order of the decisions."""
        found: dict[int, str] = {}
        serial: Counter[str] = Counter()
        decided = [n for n in range(self.reports) if self.path[n] == INVESTIGATION and self.ended[n] <= self.days.end]
        for report in sorted(decided, key=lambda n: (self.ended[n], n)):
            year = moment(self.ended[report])[:4]
            serial[year] += 1
            found[report] = f"OZ-{year}-{serial[year]:04d}"
        return found
