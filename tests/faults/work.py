"""Twenty people at work while everything is killed, on SQLite and on a PostgreSQL of its own.

What somebody was told to be stored must be there, once, and the trail whole.
"""

from typing import Any

from tests.faults.engines import on_postgresql, on_sqlite
from tests.faults.parts import POSTGRESQL, SQLITE, Asked, Row, skipped

ROWS = {
    "acknowledged": "acts that somebody was told are done",
    "lost": "of these not stored",
    "doubled": "stored twice",
    "unanswered": "acts begun without an answer",
    "kept_unanswered": "of these stored all the same, once",
    "events": "events in the trail",
    "histories": "rows of a history",
    "heads": "signed heads",
    "clients_killed": "clients killed (kill -9)",
    "sealers_killed": "sealers killed (kill -9)",
    "backends_killed": "backends of the database killed (kill -9)",
    "restarts": "restarts of the database",
    "wrong": "what the check says",
}
SECONDS, CLIENTS = 60, 20


def part(asked: Asked) -> list[Row]:
    """Let `asked.clients` people work for `asked.seconds` on each engine."""
    how = (asked.seconds or SECONDS, asked.clients or CLIENTS)
    return as_rows(on_sqlite(*how), SQLITE) + as_rows(on_postgresql(*how), POSTGRESQL)


def as_rows(figures: dict[str, Any], on: str) -> list[Row]:
    """Return the figures of one engine; something lost, doubled or wrong, or nothing acknowledged at all, is wrong."""
    if not figures:
        return skipped("no PostgreSQL can be started here", on)
    return [Row(words, figures[key] or _none(key), on, _is_wrong(key, figures[key])) for key, words in ROWS.items()]


def _none(key: str) -> int | str:
    return "nothing wrong" if key == "wrong" else 0


def _is_wrong(key: str, value: int | str) -> bool:
    return not value if key == "acknowledged" else key in ("lost", "doubled", "wrong") and bool(value)
