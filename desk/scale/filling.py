"""Fills an empty desk with a region of any size, stage by stage."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from time import perf_counter
from typing import NamedTuple

from django.db import connection, transaction

from desk.audit import histories
from desk.directory.public import of_the_directory
from desk.reports.models import Counter
from desk.scale import people, stories, texts, writing
from desk.scale.days import Days
from desk.scale.plan import Plan
from desk.scale.running import AT_ONCE, TABLES, Job, Work, crew, jobs
from desk.scale.sealing import seal_all
from desk.scale.trail import dice
from desk.scale.world import World, years_before


class Asked(NamedTuple):
    """How large, over how many years, up to which day; the same seed gives the same region."""

    reports: int
    advices: int
    years: int
    seed: int
    until: date
    processes: int


class Told(NamedTuple):
    """How long each stage took, in seconds, and which report has a long history."""

    seconds: dict[str, float]
    long: str


Progress = Callable[[str, int, int], None]


def fill(asked: Asked, *, at: datetime, progress: Progress) -> Told:
    """Play the region. Raises ValidationError where the guard objects to a sentence, OSError without a key to seal."""
    seconds: dict[str, float] = {}
    clock = _Clock(seconds)
    with clock.stage("people"), transaction.atomic():
        days = Days(years_before(asked.until, asked.years), asked.until)
        people.hire(asked.reports, at)
        texts.prove(of_the_directory())
        known = people.teams()
    with clock.stage("plan"):
        plan = Plan(days, asked.reports, people.shares(known), dice(asked.seed, "plan", 0))
    world = World(asked.seed, days, plan, asked.advices, known, people.towns(), people.organisations())
    _pieces(world, asked.processes, clock, progress)
    with clock.stage("counters"):
        _count_on(world)
    with clock.stage("seal"):
        seal_all(at=at)
    return Told(seconds, plan.report_number(world.long) if world.long >= 0 else "")


class _Clock:
    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self.seconds[name] = perf_counter() - began


def _pieces(world: World, processes: int, clock: _Clock, progress: Progress) -> None:
    is_large = world.plan.reports + world.advices >= AT_ONCE and not connection.in_atomic_block
    aside = writing.put_indexes_aside([table.name for table in TABLES] + ["audit_stamp"]) if is_large else []
    work = Work(world, _advice_days(world))
    with crew(work, processes if is_large and connection.vendor == "postgresql" else 1) as done:
        try:
            for name, given in zip(("files and advices", "reports"), jobs(world), strict=True):
                with clock.stage(name):
                    for count, _ in enumerate(done(given), 1):
                        progress(name, count, len(given))
        finally:
            with clock.stage("indexes"):
                made = [Job("index", statement=statement) for statement in aside]
                for count, _ in enumerate(done(made), 1):
                    progress("indexes", count, len(made))


def _advice_days(world: World) -> list[int]:
    return [day for day, many in enumerate(world.days.spread(world.advices)) for _ in range(many)]


def _count_on(world: World) -> None:
    """Numbers and keys go on behind the last one; the shapes of the histories are known; plans fit what lies there."""
    Counter.objects.bulk_create(Counter(kind=kind, year=year, last=last) for kind, year, last in world.plan.counters())
    histories.know({tuple(histories.columns_of(h.versions.name)) for h in (stories.REPORTS, stories.ASSESSMENTS)})
    writing.count_on(table.model for table in TABLES)
    writing.analyze([*(table.name for table in TABLES), "audit_stamp", "audit_leaf"])
