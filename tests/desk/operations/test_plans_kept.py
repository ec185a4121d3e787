"""PostgreSQL keeps the plan of a statement that comes again; what was given is in none of it."""

import pytest
from django.db import connection

from desk.reports.models import Report

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
