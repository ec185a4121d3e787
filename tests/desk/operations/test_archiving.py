"""Whether the log is brought away is seen with the rights of the desk, on a database as it is shipped."""

from collections.abc import Iterator

import psycopg
import pytest

from desk.operations import archiving
from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.restore.cluster import Archiving, running

PIECE = 2**20  # bytes; tests.needle_scan.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Archiving]:
    if reason := postgres.cannot_run():
        pytest.skip(reason)
    with running() as engine:
        yield engine


def asked(server: Archiving) -> archiving.Asked:
    with psycopg.connect(server.url, autocommit=True) as line:
        return archiving.asked(line.cursor())


def written(server: Archiving) -> None:
    server.rows("SELECT pg_logical_emit_message(true, 'test', 'x')")
    server.rows("SELECT pg_switch_wal()")


def fails(server: Archiving) -> bool:
    told = asked(server).archiver
    assert told
    return bool(told[0])


def waiting(server: Archiving) -> float:
    told = asked(server).archiver
    assert told
    return float(told[2])


def test_a_log_that_cannot_be_brought_away_is_seen_and_also_that_it_can_again(server):
    written(server)
    until(lambda: waiting(server) < PIECE, "all is brought away")
    assert not fails(server)
    away = server.archive.rename(server.folder / "away")
    for _ in range(3):
        written(server)
    until(lambda: fails(server), "it cannot")
    assert waiting(server) >= 2 * PIECE
    away.rename(server.archive)
    until(lambda: not fails(server) and waiting(server) < PIECE, "it can again")


def test_a_slot_that_nobody_reads_is_seen_with_what_it_keeps(server):
    server.rows("SELECT pg_create_physical_replication_slot('left', true)")
    for _ in range(3):
        written(server)
    ((name, active, kept),) = asked(server).slots
    assert (name, active) == ("left", False)
    assert kept >= 2 * PIECE
    server.rows("SELECT pg_drop_replication_slot('left')")
    assert asked(server).slots == []


def test_where_nothing_is_archived_there_is_no_figure_of_it():
    told = archiving._archiver(archiving.Asked(None, []))
    assert told == []
