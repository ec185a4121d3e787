"""A hundred reports are sent from the portal while web server or worker is killed, on both engines."""

from typing import Any

from tests.faults.engines import sending_on_postgresql, sending_on_sqlite
from tests.faults.parts import POSTGRESQL, SQLITE, Asked, Row, skipped

TRIALS = 100
_COUNTS = ("reports", "receipts", "drafts", "numbers given twice", "events")
_NEVER = ("drafts", "numbers given twice")


def part(asked: Asked) -> list[Row]:
    """Send `asked.trials` reports on each engine, the same moments for the same seed."""
    how = (asked.trials or TRIALS, asked.seed)
    return as_rows(sending_on_sqlite(*how), SQLITE) + as_rows(sending_on_postgresql(*how), POSTGRESQL)


def as_rows(figures: dict[str, Any], on: str) -> list[Row]:
    """Return what came of each kill, then the counts: a report lost, doubled or not whole is wrong, so is the trail."""
    if not figures:
        return skipped("no PostgreSQL can be started here", on)
    outcomes = sorted(name for name in figures if ": " in name)
    told = [Row(name, figures[name], on, name.startswith("WRONG") or "LOST" in name) for name in outcomes]
    counts = [Row(name, figures.get(name, 0), on, name in _NEVER and bool(figures.get(name))) for name in _COUNTS]
    said = figures["wrong"] or "nothing wrong"
    trail = Row("what the check of the trail says", said, on, bool(figures["wrong"]))
    return [Row("trials", figures["trials"], on), *told, *counts, trail]
