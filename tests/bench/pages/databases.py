"""The databases that are measured: given ones, or a PostgreSQL of this run that is filled by `seed_scale`."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.bench.pages.bars import LARGE, SMALL
from tests.bench.pages.house import environment, manage
from tests.ports import free_port

if TYPE_CHECKING:
    from tests.bench.pages.engine import Roomy

_SHOWN = (
    *("server_version", "shared_buffers", "effective_cache_size", "work_mem", "maintenance_work_mem"),
    *("random_page_cost", "max_connections", "fsync", "synchronous_commit", "full_page_writes", "jit"),
)
_YEARS, _SEED = 10, 1


@contextmanager
def ready(given: Mapping[str, str], sizes: Mapping[str, int], var: Path) -> Iterator[dict[str, str]]:
    """Yield the address of a filled database per size; those that are not `given` are made, and gone afterwards."""
    missing = [size for size in (SMALL, LARGE) if size not in given]
    if not missing:
        yield dict(given)
        return
    os.environ.setdefault("DEBUG", "1")  # for the settings that the server is started with
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    from tests.bench.pages.engine import Roomy

    engine = Roomy(free_port())
    try:
        yield {**given, **{size: _seeded(engine, size, sizes[size], var / size) for size in missing}}
    finally:
        engine.close()


def _seeded(engine: "Roomy", size: str, reports: int, var: Path) -> str:
    name = f"bench_{size}"
    engine.rows(f"CREATE DATABASE {name}")
    url = f"{engine.owner_url.rpartition('/')[0]}/{name}"
    told = {**environment(var, url), "DEBUG": "1"}  # seed_scale refuses a desk that works
    manage(told, "migrate", "--noinput", "-v0")
    manage(told, "make_audit_key")
    amounts = ["--reports", str(reports), "--advices", str(reports), "--years", str(_YEARS), "--seed", str(_SEED)]
    manage(told, "seed_scale", *amounts)
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")
    return url


def settings_of(url: str) -> dict[str, str]:
    """Return what this server is set to, as it says itself."""
    with psycopg.connect(url) as line:
        told = {name: line.execute("SELECT current_setting(%s)", [name]).fetchone() for name in _SHOWN}
    return {name: str(row[0]) for name, row in told.items() if row}


def size_of(url: str) -> str:
    """Return how large this database is on disk."""
    with psycopg.connect(url) as line:
        row = line.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return str(row[0]) if row else ""
