"""A database with every migration in it, made once and copied: the migrations take half a minute, a copy a moment.

It is kept for the next run under a name made of all that a migration is made of, so a changed migration builds a new
one. Django still looks, in the copy, whether a migration is missing.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

HOME = Path(__file__).parents[1]
KEPT = HOME / ".migrated"
# What migrations import of the desk lies here; test_migrated.py holds it.
SOURCES = (
    "desk/*/migrations/*.py",
    "meldcode/migrations/*.py",
    "desk/audit/**/*.py",
    "desk/retention/by_two.py",
    "desk/indexes.py",
)


def mark() -> str:
    """Return twelve characters that change with any migration, with what it imports, or with the packages."""
    found = sorted({path for pattern in SOURCES for path in HOME.glob(pattern)} | {HOME / "requirements/test.txt"})
    return sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=HOME,
        env=os.environ | {"DATABASE_URL": url, "DATABASE_POOL": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations of the test database failed:\n{done.stderr}")


def copy_to(target: Path) -> None:
    """Put a migrated SQLite database at `target`; make it first when there is none of these migrations."""
    kept = KEPT / f"{mark()}.sqlite3"
    with _alone():
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            fresh = KEPT / "new.sqlite3"
            _migrate(f"sqlite:///{fresh}")
            fresh.rename(kept)
        shutil.copyfile(kept, target)


def template_on(database: dict[str, Any]) -> str:
    """Return the name of a migrated database on the PostgreSQL of `database` (settings of Django); make it first."""
    base = f"{os.environ.get('TEST_DB_NAME', database['NAME'])}_migrated_"
    name = base + mark()
    place = {"host": database["HOST"], "port": database["PORT"] or 5432, "user": database["USER"]}
    place |= {"password": database["PASSWORD"], "dbname": "postgres"}
    with _alone(), psycopg.connect(**place, autocommit=True) as server:
        there = [found for (found,) in server.execute("SELECT datname FROM pg_database")]
        if name not in there:
            for old in [found for found in there if found.startswith(base)]:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"{base}new")))
            _migrate(_address(database, f"{base}new"))
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(f"{base}new"), sql.Identifier(name))
            )
    return name


def _address(database: dict[str, Any], name: str) -> str:
    who = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    return f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{name}"
