"""Counts that stop: how many there are, as far as anybody wants to know, without reading all of them."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

MOST = 1_000


def counts(rows: dict[str, QuerySet[Any]], most: int = MOST, *, using: str = DEFAULT_DB_ALIAS) -> dict[str, int]:
    """Return how many rows each of these has, at most `most` + 1; one query."""
    parts: list[str] = []
    given: list[Any] = []
    for one in rows.values():
        try:
            sql, params = one.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, params = "SELECT 1 AS pk WHERE 1 = 0", ()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) counted)")  # noqa: S608 - the ORM wrote it, values stay apart
        given += params
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return dict(zip(rows, cursor.fetchone(), strict=True))


def in_words(count: int, most: int = MOST) -> str:
    """Return the count as it is shown: '12', or 'meer dan 1000'."""
    return str(count) if count <= most else f"meer dan {most}"
