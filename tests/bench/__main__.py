"""Prints how the guard reads, what the trail costs, what oversight finds: python -m tests.bench [--json] [--quick]."""

import json
from argparse import ArgumentParser

from tests.bench.amount import FULL, QUICK
from tests.bench.parts import as_table, measured


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print tables as they come or all figures as JSON."""
    asked = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--json", action="store_true", help="the same figures as JSON")
    asked.add_argument("--quick", action="store_true", help="a handful of notes, to see that it works")
    chosen = asked.parse_args(arguments)
    told = {}
    for name, figures in measured(QUICK if chosen.quick else FULL):
        told[name] = figures
        if not chosen.json:
            print(as_table(name, figures), flush=True)
    if chosen.json:
        print(json.dumps({"bench": told}, indent=2))


if __name__ == "__main__":
    main()
