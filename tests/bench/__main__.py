"""Prints how the guard reads, what the trail costs, what oversight finds, and how fast every page is.

python -m tests.bench [--json] [--quick] [--only PART] [--write] [--database-10k URL --database-1m URL]
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace

from tests.bench import written
from tests.bench.amount import FULL, QUICK, Amount, Pages
from tests.bench.parts import PARTS, as_table, measured


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print tables as they come or all figures as JSON."""
    chosen = _asked(arguments)
    told = {}
    for name, figures in measured(_amount(chosen), chosen.only):
        told[name] = figures
        if not chosen.json:
            print(as_table(name, figures), flush=True)
    if chosen.json:
        print(json.dumps({"bench": told}, indent=2))
    if chosen.write:
        written.write(told)


def _asked(arguments: Sequence[str] | None) -> Namespace:
    asked = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--json", action="store_true", help="the same figures as JSON")
    asked.add_argument("--quick", action="store_true", help="a handful of notes, to see that it works")
    asked.add_argument("--only", choices=PARTS, default="", help="one part of it")
    asked.add_argument("--write", action="store_true", help="keep the figures in docs/benchmarks.md and .json")
    asked.add_argument("--database-10k", default="", metavar="URL", help="a filled PostgreSQL instead of one made here")
    asked.add_argument("--database-1m", default="", metavar="URL", help="the same, of the large size")
    asked.add_argument("--reports", type=int, nargs=2, default=Pages.reports, help="how many, in both sizes")
    asked.add_argument("--turns", type=int, default=Pages.turns, help="how often each page is asked")
    asked.add_argument("--seconds", type=float, default=Pages.seconds, help="how long a crowd asks for one page")
    asked.add_argument("--saving", type=float, default=Pages.saving / 60, help="minutes that the counsellors save")
    return asked.parse_args(arguments)


def _amount(chosen: Namespace) -> Amount:
    if chosen.quick:
        return QUICK
    pages = Pages(
        reports=tuple(chosen.reports),
        databases=(chosen.database_10k, chosen.database_1m),
        turns=chosen.turns,
        seconds=chosen.seconds,
        saving=chosen.saving * 60,
    )
    return replace(FULL, pages=pages)


if __name__ == "__main__":
    main()
