"""Brings rows into the database: COPY on PostgreSQL, one statement for many rows on SQLite. Every rule stays on."""

from collections.abc import Iterable, Sequence

from django.core.management.color import no_style
from django.db import connection, models

from desk.scale.rows import NULL, Row, Table, lines


def write(table: Table, rows: Sequence[Row]) -> None:
    """Add the rows, in the transaction that runs."""
    if not rows:
        return
    columns = ", ".join(f'"{column}"' for column in table.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                copy.write(lines(rows))
            return
        marks = ", ".join(["%s"] * len(table.columns))
        cursor.executemany(
            f"INSERT INTO {table.name} ({columns}) VALUES ({marks})",  # noqa: S608
            [[None if value == NULL else value for value in row] for row in rows],
        )


def not_durable_yet() -> None:
    """Let this session not wait for the disk: who loses power fills an empty desk again."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")


def count_on(tables: Iterable[type[models.Model]]) -> None:
    """Let the keys that the database gives out go on behind those that were written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


# Only to find rows faster: no rule rests on them. They are made again, in one go, from rows that lie there.
_PLAIN = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), pg_relation_size(i.indrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisunique
AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
ORDER BY 1
"""


def put_indexes_aside(tables: Iterable[str]) -> list[str]:
    """Drop the plain indexes of these tables. Out: the statements that make them again."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PLAIN, [list(tables)])
        found = cursor.fetchall()
        for name, _, _ in found:
            cursor.execute(f"DROP INDEX {name}")
    return [made for _, made, _ in found]


def make_index(statement: str) -> None:
    """Make one of them again."""
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(statement)


def analyze(tables: Sequence[str]) -> None:
    """Let the database know what lies where, so that its plans fit."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else f"ANALYZE {', '.join(tables)}")
