"""Gives out numbers: M for a report, C for a case file, OZ for an investigation; per year, without gaps."""

from datetime import date

from django.db import connection

# One question, where looking, locking and counting are three; the row stays locked until the transaction ends.
_ONE_FURTHER = """
INSERT INTO reports_counter (kind, year, last) VALUES (%s, %s, 1)
ON CONFLICT (kind, year) DO UPDATE SET last = reports_counter.last + 1
RETURNING last
"""
# Changes nothing and locks the row, also one that is not there yet: a SELECT ... FOR UPDATE cannot lock that.
_LOCKED = """
INSERT INTO reports_counter (kind, year, last) VALUES (%s, %s, 0)
ON CONFLICT (kind, year) DO UPDATE SET last = reports_counter.last
"""


def wait_turn(kind: str, day: date) -> None:
    """Lock the counter until the transaction ends: one form sent twice is filed one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCKED, [kind, day.year])


def next_number(kind: str, day: date) -> str:
    """Return the next number of `kind` in the year of `day`, such as M-2026-0412. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_FURTHER, [kind, day.year])
        (last,) = cursor.fetchone()
    return f"{kind}-{day.year}-{last:04d}"
