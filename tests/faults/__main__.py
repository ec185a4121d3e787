"""Everything breaks, one part after the other: python -m tests.faults [--only NAME ...] [--seed 7] [--trials 200].

Prints a table for each part, and ends with an error when something that was acknowledged was lost, stored twice or
half, or when anything else is not as it must be. --list names the parts; docs/faults.md tells what each does.
"""

import os
import secrets
import sys
from argparse import ArgumentParser

from tests.faults.parts import Asked, Part, Row, as_table, every_part


def main(arguments: list[str] | None = None) -> int:
    """Run the parts that are asked for, print their tables, and return 0 when nothing is wrong."""
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    parts = every_part()
    chosen = _asked(list(parts)).parse_args(arguments)
    if chosen.list:
        print("\n".join(parts))
        return 0
    asked = Asked(chosen.seed, chosen.trials, chosen.seconds, chosen.clients, chosen.database)
    print(f"Seed {asked.seed}", flush=True)
    wrong = [name for name in chosen.only or parts if _is_wrong(name, parts[name], asked)]
    if wrong:
        print(f"\nWrong: {', '.join(wrong)}")
    return int(bool(wrong))


def _asked(names: list[str]) -> ArgumentParser:
    words = ArgumentParser(prog="python -m tests.faults", description=__doc__)
    words.add_argument("--only", action="append", choices=names, help="a part; may be given more than once")
    words.add_argument("--list", action="store_true", help="name the parts")
    words.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="for the same moments again")
    words.add_argument("--trials", type=int, help="how often, for a part that counts")
    words.add_argument("--seconds", type=int, help="how long, for a part that lasts")
    words.add_argument("--clients", type=int, help="how many people at work")
    words.add_argument("--database", default="", help="a filled database, for a part that copies one")
    return words


def _is_wrong(name: str, part: Part, asked: Asked) -> bool:
    """Run one part to its end and print its table: one that fails keeps no other from running."""
    rows: list[Row] = part(asked)
    print(f"\n## {name}\n\n{as_table(rows)}", flush=True)
    return any(row.is_wrong for row in rows)


if __name__ == "__main__":
    sys.exit(main())
