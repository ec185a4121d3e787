"""The database of the desk: SQLite without a service, PostgreSQL for a desk that works."""

from pathlib import Path
from typing import Any

import environ

# WAL and immediate transactions: writers queue instead of failing.
SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # Without recursive triggers a REPLACE would remove a row of an append-only table unseen.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    "PRAGMA recursive_triggers=ON;"
    # What is sorted or taken back waits in memory, not in a file of its own.
    "PRAGMA temp_store=MEMORY;"
    # What is removed is overwritten, not just forgotten.
    "PRAGMA secure_delete=ON;",
}


def from_environment(env: environ.Env, var: Path) -> dict[str, dict[str, Any]]:
    """Return DATABASES of Django, read from DATABASE_URL and what goes with it; without one, a file in `var`."""
    database: dict[str, Any] = env.db("DATABASE_URL", default=f"sqlite:///{var / 'meldesk.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        return {"default": database | {"OPTIONS": dict(SQLITE)}}
    return {"default": database | {"CONN_HEALTH_CHECKS": True, "OPTIONS": _postgresql(env)}}


def _postgresql(env: environ.Env) -> dict[str, Any]:
    # Seconds that somebody waits for a connection, or for what another holds; after that the desk says so.
    patience = env.int("DATABASE_PATIENCE", 10)
    # One connection for each thread of a process. A lost one is tried again for as long as anybody waits for it, and
    # then by the next who asks: left alone, the pool would take up to five minutes to come back.
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL_MAX", 4)}
    pool |= {"timeout": patience, "reconnect_timeout": patience}
    return {
        # Server-side binding keeps the values out of the statement text that PostgreSQL may log.
        "server_side_binding": True,
        # Of a statement that comes again word for word the server keeps the plan, for each connection.
        "prepare_threshold": 3,
        "pool": pool if env.bool("DATABASE_POOL", True) else False,
        "connect_timeout": patience,
        # What pays off for a statement that takes seconds costs a page tens of milliseconds: to compile it (jit), and
        # to start other processes that help.
        "options": f"-c lock_timeout={patience}s -c jit=off -c max_parallel_workers_per_gather=0",
    }
