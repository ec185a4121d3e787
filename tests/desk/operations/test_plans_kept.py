"""PostgreSQL keeps the plan of a statement that comes again; what was given is in none of it."""

import pytest
from django.db import connection

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
