"""The last migrations are taken back and applied again on a full desk, while people save and read over HTTP.

First those that make indexes alone: the desk as it is works on both sides of them. Then all since the first release: on
the far side a column is missing that some pages ask for, so people there use pages that do without, and the pages of
the version before are played by statements (locks.py). A long reading holds that table for seconds meanwhile, again and
again, so that a migration that must wait for it gives up and is started again.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.bench.process import ROOT
from tests.faults.at_work import ELSEWHERE
from tests.faults.filled import Filled, a_filled_desk
from tests.faults.locks import MIGRATION, LongReading, VersionBefore, Waits, Watch
from tests.faults.parts import POSTGRESQL, Asked, Row, skipped
from tests.faults.troubles import during
from tests.needle_scan import postgres

REPORTS, CLIENTS, FORMS = 20_000, 6, 80
# Seconds that somebody may wait for a lock because of a migration, which waits one second itself; and what a busy
# machine adds until who waits is woken.
BAR, BUSY = 1.0, 0.1
PEACE = 3.0  # seconds before, between and after
TRIES = 20  # a migration that gives up is started again
EVERY_PAGE, WITHOUT_THE_COLUMN = ("/", "/meldingen/", "/adviezen/"), ("/adviezen/", "/wegwijzer/")
# Every page asks for the account of its session: on the far side of that column nobody of this version is signed in.
NOT_WITHOUT = ("accounts",)
Targets = list[tuple[str, str]]


def part(asked: Asked) -> list[Row]:
    """Do both, on a desk of `asked.trials` reports or on a copy of `asked.database`."""
    if reason := postgres.cannot_run():
        return skipped(reason)
    indexes, everything = targets()
    with a_filled_desk(asked, asked.trials or REPORTS) as filled:
        rows = [Row("reports in the desk", filled.reports)]
        for name, back, pages in (("indexes", indexes, EVERY_PAGE), ("all", everything, WITHOUT_THE_COLUMN)):
            rows += _rows_of(filled, asked, name, back, pages) if back else []
        return rows


def targets() -> tuple[Targets, Targets]:
    """Return to which migration each app goes back: over what makes indexes alone, and to the first release."""
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    from tests.dangerous_migrations import FIRST_RELEASE, is_newer

    files = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    newer = {app: sorted(name for one, name in files if one == app and is_newer(app, name)) for app in FIRST_RELEASE}
    everything = [(app, FIRST_RELEASE[app]) for app, names in newer.items() if names and app not in NOT_WITHOUT]
    indexes = []
    for app, names in newer.items():
        last = [FIRST_RELEASE[app], *names]
        while len(last) > 1 and not files[app, last[-1]].atomic:
            last.pop()
        if len(last) <= len(names):
            indexes.append((app, last[-1]))
    return indexes, everything


def _rows_of(filled: Filled, asked: Asked, name: str, back: Targets, pages: Sequence[str]) -> Iterator[Row]:
    took: dict[str, int | str] = {}
    with Watch(filled.owner_url) as waits, VersionBefore(filled.owner_url) as before:
        amounts = (asked.clients or CLIENTS, FORMS)
        figures = during(filled.place, asked.seed, *amounts, _moves(filled, back, took), pages=pages)
    took["times that the version before read the table that changes"] = before.times
    took["longest answer to the version before"] = _ms(before.longest)
    yield from as_rows(name, figures, took, waits)


def _moves(filled: Filled, back: Targets, took: dict[str, int | str]) -> Callable[[Any], None]:
    """Return what goes back and forward again, and writes down how long each took and how often it gave up."""

    def move(_place: Any) -> None:
        time.sleep(PEACE)
        for way, steps in (("back", [[app, name] for app, name in back]), ("forward", [[]])):
            began, again = time.monotonic(), 0
            with LongReading(filled.owner_url):
                for step in steps:
                    again += _migrated(filled, *step)
            took[f"{way}: took"] = f"{time.monotonic() - began:.1f} s"
            took[f"{way}: gave up and was started again"] = again
            time.sleep(PEACE)
        if filled.place.engine:
            filled.place.engine.granted({"PATH": os.environ["PATH"], "PGAPPNAME": MIGRATION})
        time.sleep(PEACE)

    return move


def _migrated(filled: Filled, *step: str) -> int:
    """Migrate as docker-compose.yml does, and again when it gave up; return how often it did."""
    told = {"DATABASE_URL": filled.owner_url, "DATABASE_PATIENCE": "1", "DATABASE_POOL": "0", "PGAPPNAME": MIGRATION}
    line = [sys.executable, "manage.py", "migrate", *step, "--noinput", "-v0"]
    for gave_up in range(TRIES):
        done = subprocess.run(line, cwd=ROOT, env=filled.place.environment | told, capture_output=True, text=True)
        if done.returncode == 0:
            return gave_up
        assert "lock timeout" in done.stderr, done.stderr[-2000:]
    raise AssertionError(f"gave up {TRIES} times: {step}")


def as_rows(name: str, figures: dict[str, Any], took: dict[str, int | str], waits: Waits) -> Iterator[Row]:
    """Yield the figures; a wait over the bar because of a migration is wrong, and so is any refusal."""
    trail, longest = figures.pop("trail"), figures.pop("longest")
    figures.pop("first_after")
    for what, count in sorted(figures.items()):
        yield Row(f"{name}: {what}", count, POSTGRESQL, what.startswith("WRONG") or what == "503 with a sentence")
    for what, said in took.items():
        yield Row(f"{name}: {what}", said)
    yield Row(f"{name}: longest answer", f"{longest:.2f} s")
    is_over = waits.behind_migration > BAR + BUSY
    yield Row(f"{name}: longest wait for a lock behind a migration", _ms(waits.behind_migration), POSTGRESQL, is_over)
    for what, seconds in sorted(waits.said.items()):
        yield Row(f"{name}: of that, for {what}", _ms(seconds))
    yield Row(f"{name}: longest wait for a lock, of anybody at work", _ms(waits.of_people))
    yield Row(f"{name}: longest wait of the migration itself", _ms(waits.of_migration))
    yield Row(f"{name}: looked at the locks", waits.looks, POSTGRESQL, not waits.looks)
    yield Row(f"{name}: longest time that nobody looked", _ms(waits.gap))
    is_wrong = trail not in ("", ELSEWHERE)
    yield Row(f"{name}: what the check of the trail says", trail or "nothing wrong", POSTGRESQL, is_wrong)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
