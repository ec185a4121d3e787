"""Runs the pieces of the region, in two processes where the database can take it."""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, connections, transaction

from desk.reports.models import CaseFile
from desk.scale import advices, families, reporters, stories, writing
from desk.scale.days import moment, parts
from desk.scale.rows import NULL, Table
from desk.scale.trail import EVENTS, TIES
from desk.scale.world import Piece, World

CASES = Table(CaseFile)
SIZE = 1_000
AT_ONCE = 20_000
TABLES: list[Table] = [
    CASES, families.HOUSEHOLDS, families.PERSONS, families.RELATIONS, stories.REPORTS.table, reporters.REPORTERS,
    stories.ASSESSMENTS.table, stories.GROUNDS, stories.DECISIONS, stories.NOTES, stories.REPORTS.versions,
    stories.ASSESSMENTS.versions, advices.ADVICES, advices.REFERRALS, EVENTS, TIES,
]  # fmt: skip
Step = Callable[[str, int], None]


class Job(NamedTuple):
    """Of which kind, and which piece of it; or a statement to run."""

    kind: str
    part: int = 0
    statement: str = ""


class Work(NamedTuple):
    """The region, and the day of each advice."""

    world: World
    advice_days: list[int]


# What the processes inherit: too much to be sent to them.
_work: list[Work] = []


def jobs(world: World) -> Iterator[list[Job]]:
    """In two rounds: what the second points to is there when it begins."""
    yield [Job("files"), *(Job("advices", part) for part in range(len(advices.pieces(world))))]
    yield [Job("reports", part) for part in range(len(parts(world.plan.reports, SIZE)))]


@contextmanager
def crew(work: Work, processes: int) -> Iterator[Callable[[Sequence[Job]], Iterator[Job]]]:
    """Give a function that does jobs and yields each that is done."""
    _work[:] = [work]
    if processes == 1:
        yield lambda given: (do(job) for job in given)
        return
    _let_go()
    with multiprocessing.get_context("fork").Pool(processes, _begin) as pool:
        yield lambda given: pool.imap_unordered(do, given)


def do(job: Job) -> Job:
    """Do one job in a transaction of its own."""
    work = _work[0]
    if job.statement:
        writing.make_index(job.statement)
        return job
    piece = _MAKERS[job.kind](work, job.part)
    with transaction.atomic():
        for table in TABLES:
            writing.write(table, _rows(piece, table))
    return job


def _rows(piece: Piece, table: Table) -> Sequence[Any]:
    if table is EVENTS:
        return piece.trail.events
    if table is TIES:
        return piece.trail.ties
    return piece.rows.get(table) or piece.trail.versions.get(table.name, [])


def _files(work: Work, _part: int) -> Piece:
    world, plan = work.world, work.world.plan
    piece = Piece(world.rng("files", 0), world.since)
    for file, first in enumerate(plan.first_of):
        closed = plan.is_closed(file)
        piece.add(
            CASES,
            CASES.row(
                id=str(file + 1),
                number=plan.file_number(file),
                team_id=str(plan.team[file]),
                status="closed" if closed else "open",
                follows_id=NULL if plan.follows[file] < 0 else str(plan.follows[file] + 1),
                opened_at=moment(plan.entered[first]),
                closed_at=moment(plan.closes[file]) if closed else NULL,
            ),
        )
    return piece


def _advices(work: Work, part: int) -> Piece:
    return advices.tell(work.world, advices.pieces(work.world)[part], work.advice_days)


def _reports(work: Work, part: int) -> Piece:
    world = work.world
    piece = Piece(world.rng("reports", part), world.since)
    for n in range(part * SIZE, min((part + 1) * SIZE, world.plan.reports)):
        stories.Telling(world, piece, n).tell()
    return piece


_MAKERS: dict[str, Callable[[Work, int], Piece]] = {"files": _files, "advices": _advices, "reports": _reports}


def _begin() -> None:
    """Of each process. Pieces hold no circles, so nobody need look for those."""
    gc.disable()
    writing.not_durable_yet()


def _let_go() -> None:
    """A connection cannot be shared between processes."""
    connections.close_all()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
