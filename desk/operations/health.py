"""Can this process take work? Each question is bounded in time, and none writes anything."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from desk import guard
from desk.operations import probe
from desk.operations.seal import seal_of

LITTLE, NONE_LEFT = 500 * 2**20, 20 * 2**20  # bytes free on a disk
OK = "ok"


@dataclass(frozen=True)
class Health:
    """What each part answered (English): `ok`, or what is wrong. Without a part in `needed` no work can be taken."""

    needed: dict[str, str]
    missed: dict[str, str]

    @property
    def is_ready(self) -> bool:
        return not _broken(self.needed)

    @property
    def in_words(self) -> str:
        """`ready`; `ready, degraded: …` with what work goes on without; or `not ready: …`."""
        if not self.is_ready:
            return f"not ready: {', '.join(_broken(self.needed))}"
        return f"ready, degraded: {', '.join(_broken(self.missed))}" if _broken(self.missed) else "ready"


def asked() -> Health:
    """Ask all parts. Reading and intake go on without Redis, the sealer and the disk of documents: these are missed."""
    _newest()  # read from the code once, before the clock runs
    with ThreadPoolExecutor(4) as at_once:
        from_database = at_once.submit(_from_database)
        redis = at_once.submit(_said, _redis, "redis")
        disk = at_once.submit(_said, lambda: _room(settings.VAR_DIR), "disk")
        documents = at_once.submit(_said, lambda: _room(settings.ATTACHMENT_DIR), "documents")
    found = from_database.result()
    return Health(
        needed={part: found[part] for part in ("database", "migrations", "trail")} | {"guard": _said(_words)},
        missed={
            "sealer": found["sealer"],
            "redis": redis.result(),
            "disk": disk.result(),
            "documents": documents.result(),
        },
    )


def _broken(parts: dict[str, str]) -> list[str]:
    return [part for part, said in parts.items() if said != OK]


def _said(question: Callable[[], str], name: str = "") -> str:
    try:
        return probe.within(name, question) if name else question()
    except Exception as fault:  # noqa: BLE001 - whatever it is, this part does not work
        return str(fault) if isinstance(fault, probe.NoAnswer) else type(fault).__name__


def _from_database() -> dict[str, str]:
    """One line for all that the database knows; one that cannot be opened is the answer to each question."""
    found = dict.fromkeys(("database", "migrations", "trail", "sealer"), "the database does not answer")

    def ask() -> str:
        with probe.database() as alias:
            found["database"] = OK
            for part, question in (("migrations", _migrated), ("trail", _can_write), ("sealer", _sealed)):
                found[part] = question(alias)
        return OK

    if (said := _said(ask, "database")) != OK and found["database"] != OK:
        found["database"] = said
    return found


@cache
def _newest() -> frozenset[tuple[str, str]]:
    """The last migration of each app in this code. A database that is further on is fine: newer code comes."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _migrated(alias: str) -> str:
    missing = _newest() - set(MigrationRecorder(connections[alias]).migration_qs.values_list("app", "name"))
    return f"{len(missing)} apps are not migrated" if missing else OK


def _can_write(alias: str) -> str:
    """Nothing is written to find out: a try every few seconds would wear down the largest table of the desk."""
    line = connections[alias]
    if line.vendor == "postgresql":
        with line.cursor() as cursor:
            cursor.execute(
                "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"
                " AND has_table_privilege('audit_event', 'INSERT')"
            )
            return OK if cursor.fetchone()[0] else "the database takes no writing"
    file = Path(line.settings_dict["NAME"])
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        return "the file of the database cannot be written"
    return OK if shutil.disk_usage(file.parent).free > NONE_LEFT else "the disk of the database is full"


def _sealed(alias: str) -> str:
    return "no seal was put on the trail in time" if seal_of(alias, timezone.now()).is_late else OK


def _words() -> str:
    guard.warm()
    return OK


def _redis() -> str:
    """The embedded desk has none and misses none."""
    if settings.REDIS_URL:
        with probe.redis() as line:
            line.ping()
    return OK


def there_is(folder: Path) -> Path:
    """Return the folder, or the nearest one above it while it still has to be made."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _room(folder: Path) -> str:
    there = there_is(folder)
    if not os.access(there, os.W_OK) and connection.vendor == "sqlite":
        return "the folder cannot be written"
    free = shutil.disk_usage(there).free
    return OK if free > LITTLE else f"{free // 2**20} MB free"
