"""Measures every page at both sizes: in turns one by one, then with many clients, then fifty who save."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.amount import Amount, Pages
from tests.bench.pages import databases
from tests.bench.pages.bars import LARGE, SMALL, bars
from tests.bench.pages.crowd import pressed
from tests.bench.pages.fifty import saved
from tests.bench.pages.house import House, environment, manage
from tests.bench.pages.turns import EMPTY, Desk, measured
from tests.bench.process import ROOT

# The pages that many ask for at once, the yardstick first.
BUSY = (EMPTY, "worklist", "reports:list", "reports:detail", "search, rare name", "advice:new, save")


def measure(whole: Amount) -> dict[str, Any]:
    """Return all figures: by page, for crowds, of those who save, of memory, and the bars."""
    assert whole.pages
    amount = whole.pages
    with TemporaryDirectory(prefix="bench-") as folder, ExitStack() as open_:
        var = Path(folder)
        sizes = {SMALL: amount.reports[0], LARGE: amount.reports[1]}
        given = {size: url for size, url in zip((SMALL, LARGE), amount.databases, strict=True) if url}
        urls = open_.enter_context(databases.ready(given, sizes, var / "seed"))
        told = {size: environment(var / size, url) for size, url in urls.items()}
        manage(told[SMALL], "collectstatic", "--noinput")
        for one in told.values():
            one["STATIC_ROOT"] = told[SMALL]["STATIC_ROOT"]
            manage(one, "make_audit_key")
        plans = {size: _planned(one, amount) for size, one in told.items()}
        houses = {size: House(one) for size, one in told.items()}
        for house in houses.values():
            open_.callback(house.close)
            house.ready()
        return _figures(amount, houses, plans, told, urls)


def _figures(
    amount: Pages,
    houses: Mapping[str, House],
    plans: Mapping[str, Any],
    told: Mapping[str, Any],
    urls: Mapping[str, str],
) -> dict[str, Any]:
    desks = {size: Desk.of(houses[size].port, plan) for size, plan in plans.items()}
    memory = {size: {"at rest": house.memory()} for size, house in houses.items()}
    found = measured(desks, amount.turns, amount.warm)
    for name, sizes in found.items():
        found[name] = {size: {**one, **plans[size]["inside"][name]} for size, one in sizes.items()}
    crowd = {size: _crowds(amount, houses[size].port, plan) for size, plan in plans.items()}
    fifty = {LARGE: saved(houses[LARGE].port, plans[LARGE], amount.saving, told[LARGE])}
    for size, house in houses.items():
        memory[size]["after the measurement"] = house.memory()
    figures = {
        "postgresql": databases.settings_of(urls[LARGE]),
        "on_disk": {size: databases.size_of(url) for size, url in urls.items()},
        "reports": {size: plan["reports"] for size, plan in plans.items()},
        "turns": amount.turns,
        "cores": os.cpu_count() or 1,
        "pages": found,
        "crowd": crowd,
        "fifty": fifty,
        "memory": memory,
    }
    return {**figures, "bars": [bar._asdict() for bar in bars(figures)]}


def _planned(told: Mapping[str, str], amount: Pages) -> dict[str, Any]:
    """Find and make in a process of its own what is measured; its tasks run where they are called."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.pages.prepare",
        str(amount.turns + amount.warm),
        str(amount.counsellors),
    ]
    eager = {**told, "CELERY_EAGER": "1"}
    done = subprocess.run(command, cwd=ROOT, env=eager, stdout=subprocess.PIPE, text=True, check=True)
    plan: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return plan


def _crowds(amount: Pages, port: int, plan: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    desk = Desk.of(port, plan)
    told: dict[str, list[dict[str, Any]]] = {}
    for name in (name for name in BUSY if name in desk.asks):
        ask = desk.asks[name]
        cookie = desk.cookies[ask.who]
        told[name] = [pressed(port, ask, cookie, clients, amount.seconds) for clients in amount.clients]
    return told
