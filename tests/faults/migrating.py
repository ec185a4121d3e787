"""The newest migrations are applied to a full database while eight people save and read.

A desk of this version does not run on the tables of the version before, so here the people are connections that do what
the desk does to the large tables. What is measured is how long anybody waited for a lock, as PostgreSQL says it.
"""

import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.bench.process import ROOT
from tests.faults.parts import Asked, Row, skipped
from tests.faults.places import Place, a_cluster, environment
from tests.needle_scan import postgres

ROWS, CLIENTS = 50_000, 8
PATIENCE = "1"  # seconds a migration waits for a lock, as in docker-compose.yml
TRIES = 5
MOST = 1.0  # seconds that anybody may wait for a lock
NEWEST = 2  # migrations of each app that are taken back and applied again
EVERY = 0.02  # seconds between two looks at who waits
_WAITING = "SELECT max(extract(epoch FROM clock_timestamp() - waitstart)) FROM pg_locks WHERE NOT granted"
# The large tables, in the order in which they refer to each other, and what must differ in each row.
_MULTIPLIED: dict[str, dict[str, str]] = {
    "reports_casefile": {"number": "'C-9' || n"},
    "reports_report": {"number": "'M-9' || n", "submission": "gen_random_uuid()"},
    "reports_historicalreport": {"number": "'M-9' || n"},
    "advice_advice": {"number": "'A-9' || n", "id": "gen_random_uuid()", "code_hash": "NULL"},
    "audit_event": {"id": "gen_random_uuid()"},
}
_WRITES = (
    "UPDATE reports_report SET network = network || '.', version = version + 1 WHERE id = %(id)s",
    "UPDATE reports_reporter SET version = version + 1 WHERE report_id = %(id)s",
    "INSERT INTO audit_event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* "
    "FROM (SELECT * FROM audit_event LIMIT 1) e",
)
_READS = (
    "SELECT count(*) FROM (SELECT * FROM reports_report ORDER BY id DESC LIMIT 50) page",
    "SELECT * FROM reports_report r JOIN reports_reporter w ON w.report_id = r.id WHERE r.id = %(id)s",
    "SELECT count(*) FROM (SELECT * FROM advice_advice LIMIT 50) page",
)


@dataclass
class Seen:
    """What the people at work and the one who looks at the locks have seen."""

    acts: int = 0
    slowest: float = 0.0
    waited: float = 0.0
    faults: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)


def part(asked: Asked) -> list[Row]:
    """Fill, take the newest back, and apply them again with people at work."""
    if reason := postgres.cannot_run():
        return skipped(reason)
    with a_cluster() as place:
        assert place.engine
        rows = asked.trials or ROWS
        _fill(place, rows)
        owner = environment(str(place.folder), place.engine.owner_url) | {"DATABASE_PATIENCE": PATIENCE}
        names = _take_back(owner)
        seen = Seen()
        working = _at_work(place, seen, asked.clients or CLIENTS)
        time.sleep(2)
        before = time.monotonic()
        tries = _apply(owner)
        lasted = time.monotonic() - before
        time.sleep(2)
        seen.is_over.set()
        for one in working:
            one.join()
        return as_rows(seen, rows, lasted, tries, names)


def as_rows(seen: Seen, rows: int, lasted: float, tries: int, names: list[str]) -> list[Row]:
    return [
        Row("rows in each of the large tables", rows),
        Row("migrations applied", ", ".join(names) or "none", is_wrong=not names),
        Row("all of them took", f"{lasted:.1f} s"),
        Row("times it was started", tries or "it never got through", is_wrong=not tries),
        Row("reads and writes meanwhile", seen.acts, is_wrong=not seen.acts),
        Row("longest wait for a lock", f"{seen.waited:.3f} s", is_wrong=seen.waited > MOST),
        Row("slowest read or write", f"{seen.slowest:.3f} s"),
        Row("reads and writes that failed", "; ".join(sorted(set(seen.faults))) or "none", is_wrong=bool(seen.faults)),
    ]


def _apply(owner: dict[str, str]) -> int:
    """Migrate; what waits too long for a lock gives up and is started again. Return how often it was started, or 0."""
    for number in range(1, TRIES + 1):
        try:
            _manage(owner, "migrate", "--noinput", "-v0")
        except subprocess.CalledProcessError:
            continue
        return number
    return 0


def _manage(told: dict[str, str], *line: str) -> str:
    command = [sys.executable, "manage.py", *line]
    return subprocess.run(command, cwd=ROOT, env=told, check=True, stdout=subprocess.PIPE, text=True).stdout


def _fill(place: Place, rows: int) -> None:
    """Live one story through the actions, and multiply its rows."""
    place.answer("tests.faults.migrating")
    assert place.engine
    with psycopg.connect(place.engine.owner_url) as line:
        for table, differs in _MULTIPLIED.items():
            _multiply(line, table, differs, rows)
        _multiply(line, "reports_reporter", {"report_id": "r.id"}, 0, "JOIN reports_report r ON r.id <> t.report_id")
        line.commit()
        line.autocommit = True
        line.execute("VACUUM ANALYZE")


def _multiply(line: psycopg.Connection, table: str, differs: dict[str, str], rows: int, beside: str = "") -> None:
    asked = "SELECT column_name, is_identity FROM information_schema.columns WHERE table_name = %s ORDER BY 1"
    names = [name for name, identity in line.execute(asked, [table]).fetchall() if identity == "NO"]
    names = [name for name in names if name != "history_id"]
    values = ", ".join(differs.get(name, f't."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    many = beside or f"CROSS JOIN generate_series(1, {rows}) AS n"
    line.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM (SELECT * FROM {table} LIMIT 1) t {many}")


def _take_back(owner: dict[str, str]) -> list[str]:
    """Undo the newest migrations of each app, as far as they can be undone; return their names."""
    _manage(owner, "shell", "-v0", "-c", _UNDO.format(count=NEWEST))
    plan = _manage(owner, "showmigrations", "--plan").splitlines()
    return [line.split()[-1] for line in plan if line.startswith("[ ]")]


_UNDO = """
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
loader = MigrationLoader(connection)
for app in sorted(loader.migrated_apps):
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    kept = len(names)
    while kept > max(1, len(names) - {count}):
        last = loader.disk_migrations[app, names[kept - 1]]
        if not last.__module__.startswith(("desk.", "meldcode.")) or not all(o.reversible for o in last.operations):
            break
        kept -= 1
    if kept < len(names):
        call_command("migrate", app, names[kept - 1], interactive=False, verbosity=0)
"""


def _at_work(place: Place, seen: Seen, clients: int) -> list[threading.Thread]:
    assert place.engine
    url = place.engine.owner_url
    with psycopg.connect(url) as line:
        ids = [pk for (pk,) in line.execute("SELECT report_id FROM reports_reporter LIMIT 5000").fetchall()]
    working = [threading.Thread(target=_works, args=(url, ids, seen)) for _ in range(clients)]
    working.append(threading.Thread(target=_looks, args=(url, seen)))
    for one in working:
        one.start()
    return working


def _works(url: str, ids: list[int], seen: Seen) -> None:
    with psycopg.connect(url, autocommit=True) as line:
        while not seen.is_over.is_set():
            for act in (*_READS, *_WRITES):
                before = time.monotonic()
                try:
                    line.execute(act, {"id": random.choice(ids)}, prepare=False)
                except psycopg.Error as fault:
                    seen.faults.append(type(fault).__name__)
                seen.acts += 1
                seen.slowest = max(seen.slowest, time.monotonic() - before)
            time.sleep(0.01)


def _looks(url: str, seen: Seen) -> None:
    with psycopg.connect(url, autocommit=True) as line:
        while not seen.is_over.is_set():
            found: Any = line.execute(_WAITING).fetchone()
            seen.waited = max(seen.waited, float(found[0] or 0))
            time.sleep(EVERY)


def one_story() -> None:
    """A colleague, a report with its reporter, a change of it, and an advice."""
    import django

    django.setup()
    from django.utils import timezone

    from desk.reports import actions
    from tests import stories
    from tests.faults import saves

    user, at = saves.people()["advice"], timezone.now()
    report = stories.a_report(by=user, at=at)
    actions.change_report(by=user, at=at, report=report, version=report.version, help_present="Wijkteam")
    stories.an_advice(by=user, at=at, close=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    one_story()
    print("{}")
