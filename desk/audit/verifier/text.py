"""Asks a column as text, in one form on both databases and just as it lies there."""

from django.db import connection

_CLOCKS = frozenset({"at", "recorded_at", "until"})
_IDS = frozenset({"id", "event_id"})


def as_text(column: str) -> str:
    """Return the SQL for `column`, as "e.at": a clock in UTC to the microsecond, an id without dashes."""
    name = column.partition(".")[2]
    is_postgresql = connection.vendor == "postgresql"
    if name in _CLOCKS:
        if is_postgresql:
            return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return f"CASE length({column}) WHEN 19 THEN {column} || '.000000' ELSE {column} END"
    if name in _IDS and is_postgresql:
        return f"replace({column}::text, '-', '')"
    return f"CAST({column} AS text)"
