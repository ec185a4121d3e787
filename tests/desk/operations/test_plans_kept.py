"""PostgreSQL keeps the plan of a statement that comes again; what was given is in none of it."""

from collections.abc import Iterator
from typing import Any

import environ
import psycopg
import pytest
from django.db import connection

from desk.engines import from_environment
from desk.prepared import Prepared
from desk.reports.models import Report
from desk.review.queue import how_many

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans"),
]


def test_a_statement_that_comes_again_is_prepared_without_what_was_given() -> None:
    for number in range(6):
        assert not Report.objects.filter(number=f"M-2026-77{number}").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [statement for (statement,) in cursor.fetchall()]
    assert any("reports_report" in statement for statement in kept)
    assert not any("M-2026-77" in statement for statement in kept)


def test_what_waits_is_planned_a_few_times_and_then_no_more(joke) -> None:
    for _ in range(12):
        how_many(joke)
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%reports_consent%'")
        assert max(times for (times,) in cursor.fetchall()) > 0


@pytest.mark.parametrize(("setting", "value"), [("jit", "off"), ("max_parallel_workers_per_gather", "0")])
def test_a_page_waits_for_no_compiler_and_no_helpers(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [setting])
        assert cursor.fetchone() == (value,)


def address() -> dict[str, Any]:
    told = connection.get_connection_params()
    return {name: told[name] for name in ("host", "port", "user", "password", "dbname") if name in told}


@pytest.fixture
def line() -> Iterator[Prepared]:
    """A connection as the pool of the desk makes them."""
    with Prepared.connect(**address(), autocommit=True, prepare_threshold=1) as made:
        yield made


def kept(line: Prepared) -> set[str]:
    found = line.execute("SELECT statement FROM pg_prepared_statements", prepare=False)
    return {statement for (statement,) in found}


def twice(line: Prepared, statement: str) -> None:
    for _ in range(2):
        line.execute(statement)


def test_the_pool_of_the_desk_makes_them(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("DATABASE_POOL", "1")
    options = from_environment(environ.Env(), tmp_path)["default"]["OPTIONS"]
    assert (options["pool"]["connection_class"], options["prepare_threshold"]) == (Prepared, 1)


def test_a_refused_form_does_not_make_the_process_plan_everything_anew(line) -> None:
    twice(line, "SELECT 1 AS asked")
    with pytest.raises(psycopg.errors.DivisionByZero), line.transaction():
        line.execute("SELECT 1 / 0")
    with line.transaction(force_rollback=True), line.transaction(force_rollback=True):
        twice(line, "SELECT 2 AS asked_within")
    assert {"SELECT 1 AS asked", "SELECT 2 AS asked_within"} <= kept(line)
    twice(line, "SELECT 2 AS asked_within")


def test_nor_does_what_is_taken_back_at_the_end(line) -> None:
    line.autocommit = False
    twice(line, "SELECT 3 AS asked")
    line.rollback()
    assert "SELECT 3 AS asked" in kept(line)


def test_there_is_room_for_the_statements_of_all_pages(line) -> None:
    for number in range(400):
        twice(line, f"SELECT {number} AS page")
    assert len(kept(line)) == 400


def test_a_table_that_changes_is_planned_anew(line) -> None:
    line.execute("CREATE TEMPORARY TABLE shelf (book text)")
    twice(line, "SELECT * FROM shelf")
    line.execute("ALTER TABLE shelf ADD COLUMN page integer DEFAULT 7")
    assert kept(line) == set()
    assert line.execute("SELECT * FROM shelf").description[1].name == "page"


def test_a_column_that_a_migration_made_wider_is_refused_once(line) -> None:
    """As psycopg has it: a process of the version before works on while the tables change."""
    with Prepared.connect(**address(), autocommit=True) as owner:
        owner.execute("CREATE TABLE shelf (book varchar(10))")
        try:
            twice(line, "SELECT book FROM shelf")
            owner.execute("ALTER TABLE shelf ALTER COLUMN book TYPE varchar(20)")
            with pytest.raises(psycopg.errors.FeatureNotSupported), line.transaction():
                line.execute("SELECT book FROM shelf")
            twice(line, "SELECT book FROM shelf")
            assert kept(line) == {"SELECT book FROM shelf"}
        finally:
            owner.execute("DROP TABLE shelf")
