"""How the part with a replica judges, and a short run of it."""

import pytest
from django.db import connection

from tests.faults import replica_behind
from tests.faults.parts import Asked, as_table, skipped
from tests.needle_scan import postgres

WELL = dict.fromkeys(replica_behind.MUST_BE, 2) | {
    "saved": 4, "longest answer": 1.0, "longest file": 1.0, "oldest answer of the replica": 3.0, "trail": "",
}  # fmt: skip


def _wrong(**other: object) -> list[str]:
    return [row.what for row in replica_behind.as_rows(WELL | other) if row.is_wrong]


def test_a_replica_is_judged():
    assert _wrong() == []
    assert _wrong(trail="plaats 3") == ["what the check of the trail says"]
    # The primary was there all the time.
    assert _wrong(**{"503 with a sentence": 1}) == ["503 with a sentence"]
    assert _wrong(**{"WRONG: beside: lines missed or doubled": 1}) == ["WRONG: beside: lines missed or doubled"]
    assert _wrong(**{"killed: files of the replica": 1}) == ["killed: files of the replica"]
    assert _wrong(**{"answers nothing: files of the replica": 1}) == ["answers nothing: files of the replica"]
    assert _wrong(**{"beside: files of the replica": 0}) == ["no beside: files of the replica"]


def test_without_postgresql_it_says_why(monkeypatch):
    monkeypatch.setattr(postgres, "cannot_run", lambda: "no PostgreSQL server on this machine")
    assert replica_behind.part(Asked(7)) == skipped("no PostgreSQL server on this machine")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no standby")
def test_nobody_notices_that_a_replica_stands_still_falls_silent_is_killed_and_comes_back():
    if reason := postgres.cannot_run():
        pytest.skip(reason)
    rows = replica_behind.part(Asked(7, trials=2, clients=1))
    assert not [row for row in rows if row.is_wrong], as_table(rows)
