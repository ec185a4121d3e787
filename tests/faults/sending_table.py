"""A hundred reports are sent while web server or worker is killed: python -m tests.faults.sending_table.

On SQLite and on a PostgreSQL of its own; --trials 100, --seed for the same moments again. Ends with an error when a
report was lost, stored twice or not whole, or when the trail is not right.
"""

import os
import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from tests.faults.engines import sending_on_postgresql, sending_on_sqlite

_COUNTS = ("trials", "reports", "receipts", "drafts", "numbers given twice", "events")


def main(arguments: list[str] | None = None) -> int:
    """Run, print the table, and return 0 when nothing was lost, doubled or wrong."""
    asked = ArgumentParser(prog="python -m tests.faults.sending_table", description=__doc__)
    asked.add_argument("--trials", type=int, default=100)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    chosen = asked.parse_args(arguments)
    os.environ.setdefault("DEBUG", "1")
    print(f"Seed {chosen.seed}")
    told = {"SQLite": sending_on_sqlite(chosen.trials, chosen.seed)}
    told |= {"PostgreSQL": sending_on_postgresql(chosen.trials, chosen.seed)}
    told = {name: figures for name, figures in told.items() if figures}
    print(as_table(told))
    return int(any(map(is_bad, told.values())))


def is_bad(figures: dict[str, Any]) -> bool:
    """Was a report lost, doubled or not whole, or is the trail not right?"""
    said = any(name.startswith("WRONG") or "LOST" in name for name in figures)
    return bool(said or figures["wrong"] or figures["numbers given twice"] or figures["drafts"])


def as_table(told: dict[str, dict[str, Any]]) -> str:
    """Return the figures of each database in Markdown: what came of each kill, then the counts."""
    outcomes = sorted({name for figures in told.values() for name in figures if ": " in name})
    lines = [f"| | {' | '.join(told)} |", "| --- |" + " ---: |" * len(told)]
    for name in (*_COUNTS[:1], *outcomes, *_COUNTS[1:]):
        lines.append(f"| {name} | {' | '.join(str(figures.get(name, 0)) for figures in told.values())} |")
    lines.append(f"| what the check of the trail says | {' | '.join(_said(one) for one in told.values())} |")
    return "\n".join(lines)


def _said(figures: dict[str, Any]) -> str:
    return figures["wrong"] or "nothing wrong"


if __name__ == "__main__":
    sys.exit(main())
