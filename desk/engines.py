"""The database of the desk: SQLite without a service, PostgreSQL for a desk that works."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# The second database, when there is one: a standby that answers what only counts (desk/replica.py).
REPLICA = "replica"
# Seconds that anybody waits for a standby: the primary can answer as well.
_REPLICA_PATIENCE = 2
# A standby that falls silent in the midst of an answer is noticed within ten seconds: its machine, or the server alone.
_SILENT = 10
_NOTICED = {"keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": _SILENT * 1000}
# The server ends what takes too long itself; the desk waits so much longer for it to say so.
_TO_SAY_SO = 2
# WAL and immediate transactions: writers queue instead of failing.
SQLITE = {
    "timeout": 20,
    # Python keeps 128 compiled statements, where the pages of the desk have some hundreds.
    "cached_statements": 1000,
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
    replica = env.str("DATABASE_REPLICA_URL", "")
    if database["ENGINE"].endswith("sqlite3"):
        if replica:
            raise ImproperlyConfigured("DATABASE_REPLICA_URL is for PostgreSQL: leave it empty with SQLite.")
        return {"default": database | {"OPTIONS": dict(SQLITE)}}
    # Seconds that somebody waits for a connection, or for what another holds; after that the desk says so.
    patience = env.int("DATABASE_PATIENCE", 10)
    # Seconds for one answer; 0: as long as it takes, as for what counts or moves a whole table.
    within = env.int("DATABASE_ANSWERS_WITHIN", 0)
    found = {"default": database | {"CONN_HEALTH_CHECKS": True, "OPTIONS": _postgresql(env, patience, within)}}
    return found | {REPLICA: _standby(env, replica, patience)} if replica else found


def _standby(env: environ.Env, address: str, patience: int) -> dict[str, Any]:
    """The same, less patient, and read only even when the address turns out to be that of a primary."""
    database: dict[str, Any] = env.db_url_config(address)
    if not database["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("Set DATABASE_REPLICA_URL to the address of a standby: postgres://…")
    options = _postgresql(env, min(patience, _REPLICA_PATIENCE), _SILENT - _TO_SAY_SO) | _NOTICED
    options["options"] += " -c default_transaction_read_only=on"
    return database | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _postgresql(env: environ.Env, patience: int, within: int) -> dict[str, Any]:
    from desk.prepared import answering_within  # the embedded desk loads nothing of PostgreSQL

    connection = answering_within(within + _TO_SAY_SO if within else None)
    # One connection for each thread of a process. A lost one is tried again for as long as anybody waits for it, and
    # then by the next who asks: left alone, the pool would take up to five minutes to come back.
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL_MAX", 4), "connection_class": connection}
    pool |= {"timeout": patience, "reconnect_timeout": patience}
    return {
        # Server-side binding keeps the values out of the statement text that PostgreSQL may log.
        "server_side_binding": True,
        # Of a statement that comes again word for word the server keeps the plan, for each connection.
        "prepare_threshold": 1,
        "pool": pool if env.bool("DATABASE_POOL", True) else False,
        "connect_timeout": patience,
        # What pays off for a statement that takes seconds costs a page tens of milliseconds: to compile it (jit), and
        # to start other processes that help.
        "options": f"-c lock_timeout={patience}s -c statement_timeout={within}s -c jit=off"
        " -c max_parallel_workers_per_gather=0",
    }
