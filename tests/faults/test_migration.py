"""How the part with migrations looks and judges, and a short run of it."""

import threading

import psycopg
import pytest
from django.db import connection

from tests.faults import locks, migration_in_use
from tests.faults.at_work import ELSEWHERE
from tests.faults.locks import DESK, MIGRATION, Waits, Watch
from tests.faults.parts import Asked, as_table, skipped
from tests.needle_scan import postgres
from tests.needle_scan.desks import until

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no table of a desk in use")


def _wrong(waits: Waits | None = None, **other: object) -> list[str]:
    figures = {"saved": 3, "trail": "", "longest": 1.0, "first_after": 0.1, **other}
    waits = waits or Waits(of_people=3.0, behind_migration=0.9, of_migration=30.0, looks=5)
    return [row.what for row in migration_in_use.as_rows("all", figures, {}, waits) if row.is_wrong]


def test_a_migration_is_judged_by_who_waits_behind_it():
    """Not by how long it waits itself, nor by what colleagues hold from each other."""
    assert _wrong() == _wrong(trail=ELSEWHERE) == []
    assert _wrong(Waits(behind_migration=1.2, looks=5)) == ["all: longest wait for a lock behind a migration"]
    assert _wrong(Waits()) == ["all: looked at the locks"]
    assert _wrong(trail="plaats 3") == ["all: what the check of the trail says"]
    assert _wrong(**{"503 with a sentence": 1}) == ["all: 503 with a sentence"]
    assert _wrong(**{"WRONG: answered 500": 1}) == ["all: WRONG: answered 500"]


def test_without_postgresql_it_says_why(monkeypatch):
    monkeypatch.setattr(postgres, "cannot_run", lambda: "no PostgreSQL server on this machine")
    assert migration_in_use.part(Asked(7)) == skipped("no PostgreSQL server on this machine")


def test_it_goes_back_over_indexes_alone_and_then_to_the_first_release():
    indexes, everything = (dict(found) for found in migration_in_use.targets())
    assert everything["reports"] == "0007_name_shared"
    assert indexes["reports"] == "0008_threads_come_to_rest"
    assert "accounts" not in everything
    assert indexes.keys() <= {*everything, "accounts"}


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_waits_behind_a_migration_is_seen():
    told = connection.settings_dict
    url = f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"

    def waits_for_it() -> None:
        with psycopg.connect(url, application_name=DESK) as line:
            line.execute("SELECT 1 FROM reports_report LIMIT 1")

    with Watch(url) as seen, psycopg.connect(url, application_name=MIGRATION) as line:
        line.execute("LOCK TABLE reports_report IN ACCESS EXCLUSIVE MODE")
        waiting = threading.Thread(target=waits_for_it)
        waiting.start()
        until(lambda: seen.behind_migration > 0.1, "the wait is seen")
        line.rollback()
        waiting.join()
    assert seen.said.keys() == {"reports_report, AccessShareLock"}
    # Who is let through in the midst of a look is seen to wait, and behind nobody any more.
    assert seen.of_people >= seen.behind_migration
    assert seen.of_migration == 0


@on_postgresql
def test_people_go_on_while_migrations_go_back_and_forward(monkeypatch):
    if reason := postgres.cannot_run():
        pytest.skip(reason)
    monkeypatch.setattr(migration_in_use, "targets", lambda: ([], [("reports", "0007_name_shared")]))
    monkeypatch.setattr(locks, "HELD", 1.0)
    monkeypatch.setattr(migration_in_use, "PEACE", 0.5)
    monkeypatch.setattr(migration_in_use, "FORMS", 6)
    monkeypatch.setattr(migration_in_use, "BUSY", 2.0)  # beside other tests who waits is woken late
    rows = migration_in_use.part(Asked(7, trials=20, clients=2))
    assert not [row for row in rows if row.is_wrong], as_table(rows)
