"""Twenty people at work while everything is killed: python -m tests.faults [--seconds 120] [--clients 20].

On SQLite and on a PostgreSQL of its own. What somebody was told to be stored must be there, once, and the trail whole;
prints a table, and ends with an error when anything is not.
"""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from tests.faults.engines import on_postgresql, on_sqlite

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


def main(arguments: list[str] | None = None) -> int:
    """Run, print the table, and return 0 when nothing was lost, doubled or wrong."""
    asked = ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("--seconds", type=int, default=120)
    asked.add_argument("--clients", type=int, default=20)
    chosen = asked.parse_args(arguments)
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    told = {"SQLite": on_sqlite(chosen.seconds, chosen.clients)}
    told |= {"PostgreSQL": on_postgresql(chosen.seconds, chosen.clients)}
    told = {name: figures for name, figures in told.items() if figures}
    print(as_table(told))
    return int(any(map(is_bad, told.values())))


def is_bad(figures: dict[str, Any]) -> bool:
    return bool(figures["lost"] or figures["doubled"] or figures["wrong"] or not figures["acknowledged"])


def as_table(told: dict[str, dict[str, Any]]) -> str:
    """Return the figures of each database in Markdown."""
    lines = [f"| | {' | '.join(told)} |", "| --- |" + " ---: |" * len(told)]
    for key, words in ROWS.items():
        lines.append(f"| {words} | {' | '.join(_shown(figures[key]) for figures in told.values())} |")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else value or "nothing wrong"


if __name__ == "__main__":
    sys.exit(main())
