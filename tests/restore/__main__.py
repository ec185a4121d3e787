"""A desk is broken and put back to a moment: python -m tests.restore. On SQLite and on a PostgreSQL of its own.

Prints what was lost (RPO), how long it took (RTO) and what was looked at; ends with an error when anything is not as
it must be.
"""

import os
import sys
from argparse import ArgumentParser
from typing import Any

ROWS = {
    "rpo_archive": "RPO, machine lost, archived log alone: seconds, acts",
    "rpo_stream": "RPO, machine lost, streamed log as well: seconds, acts",
    "rpo_backup": "RPO, machine lost, since the newest backup: seconds, acts",
    "backup_took": "a backup of the running desk and its check, s",
    "rto_copied": "RTO, until database and documents were back, s",
    "rto": "RTO, until declared, destroyed again, checked and clean, s",
    "before": "acts acknowledged before the moment",
    "before_there": "of these there",
    "before_twice": "of these twice",
    "after": "acts acknowledged after the moment",
    "after_there": "of these there",
    "came_back": "destroyed files that came back with the backup",
    "left": "of these left after destroying again",
    "destroyed_in_tables": "words of destroyed files in the tables",
    "advice_anywhere": "details of an advice seeker anywhere",
    "anchor_holds": "words of any file at the anchor",
    "control": "words of the file that stays in the tables (it must be found)",
    "older": "copies that hold destroyed words until their term is over",
    "wrong": "what is not as it must be",
}


def main(arguments: list[str] | None = None) -> int:
    """Run, print the table, and return 0 when all is as it must be."""
    asked = ArgumentParser(prog="python -m tests.restore", description=__doc__)
    asked.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = asked.parse_args(arguments)
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    from tests.restore import drill

    told = {}
    if chosen.only != "postgresql":
        told["SQLite"] = drill.on_sqlite()
    if chosen.only != "sqlite":
        told["PostgreSQL"] = drill.on_postgresql()
    told = {name: figures for name, figures in told.items() if figures}
    print(as_table(told))
    for name, figures in told.items():
        print(f"\n{name}, the check before the statement: {figures['before_statement'].strip()}")
        print(f"{name}, the check after it: {figures['after_statement'].strip()}")
    return int(not told or any(map(is_bad, told.values())))


def is_bad(told: dict[str, Any]) -> bool:
    """Say whether anything is not as it must be."""
    zero = ("before_twice", "after_there", "left", "destroyed_in_tables", "advice_anywhere", "anchor_holds")
    return bool(
        told["wrong"]
        or any(told[name] for name in zero)
        or told["before"] != told["before_there"]
        or not (told["before"] and told["after"] and told["control"] and told["came_back"])
    )


def as_table(told: dict[str, dict[str, Any]]) -> str:
    """Return the figures of each database in Markdown."""
    lines = [f"| | {' | '.join(told)} |", "| --- |" + " ---: |" * len(told)]
    for key, words in ROWS.items():
        lines.append(f"| {words} | {' | '.join(_shown(figures.get(key, '–')) for figures in told.values())} |")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, list):
        return "; ".join(value) or "nothing"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
