"""What every piece of the region knows: its calendar and course, who works there, and where."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from desk.deadlines import over_before
from desk.scale.days import HOUR, Days
from desk.scale.plan import INVESTIGATION, Plan
from desk.scale.rows import Row, Table
from desk.scale.trail import Actor, Trail, dice

_MONTH = 30 * 24 * HOUR


@dataclass(frozen=True)
class Staff:
    """Who works cases in a team."""

    counsellors: list[Actor]
    leads: list[Actor]


@dataclass
class World:
    """`teams`, `towns` and `organisations` by key; `advices` how many there are."""

    seed: int
    days: Days
    plan: Plan
    advices: int
    teams: dict[int, Staff]
    towns: list[tuple[str, str]]
    organisations: list[str]

    @property
    def since(self) -> str:
        """Of what happened before this day the desk keeps no events, unless they cover something that is kept."""
        return over_before("trail", self.days.last).isoformat()

    @cached_property
    def long(self) -> int:
        """The report with a long history: the newest of the first team that is investigated for a month at least."""
        plan, first, until = self.plan, min(self.teams), self.days.end - _MONTH
        settled = range(plan.reports - 1, -1, -1)
        long = (n for n in settled if plan.path[n] == INVESTIGATION and plan.ended[n] < until)
        return next((n for n in long if plan.team[plan.file[n]] == first), -1)

    def rng(self, kind: str, part: int) -> Random:
        """The dice of one piece: the same for the same seed, whoever makes it."""
        return dice(self.seed, kind, part)


class Piece:
    """The rows of one piece, by table, in the order in which the tables are written."""

    def __init__(self, rng: Random, since: str) -> None:
        self.rng, self.trail = rng, Trail(rng, since)
        self.rows: dict[Table, list[Row]] = {}

    def add(self, table: Table, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)


def years_before(day: date, years: int) -> date:
    """The same day, so many years earlier."""
    return day.replace(year=day.year - years, day=min(day.day, 28))
