"""A database with every migration in it, made once and copied: the migrations take half a minute, a copy a moment.

It is kept for the next run under a name made of all that a migration is made of, so a changed migration builds a new
one. Django still looks, in the copy of the suite, whether a migration is missing. A desk that a test or a drill starts
for itself begins with a copy as well.

python -m tests.migrated makes all that are copied on this machine, and one on the server of DATABASE_URL, beforehand.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
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


def migrate(url: str) -> None:
    """Bring the database at `url` up to date, as its owner. Raises RuntimeError with what the command said."""
    told = {"DEBUG": "1", "DATABASE_URL": url, "DATABASE_POOL": "0", "REDIS_URL": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=HOME,
        env={"MELDESK_VAR": str(KEPT), **os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations of the test database failed:\n{done.stderr}")


def kept(kind: str, make: Callable[[Path], None]) -> Path:
    """Return where the `kind` of these migrations is; `make` puts it at a place first when there is none."""
    place = KEPT / f"{mark()}.{kind}"
    with _alone():
        if not place.exists():
            for old in KEPT.glob(f"*.{kind}*"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            fresh = KEPT / f"new.{kind}"
            make(fresh)
            fresh.rename(place)
    return place


def copy_to(target: Path) -> None:
    """Put a migrated SQLite database at `target`."""
    shutil.copyfile(_sqlite(), target)


def _sqlite() -> Path:
    return kept("sqlite3", lambda fresh: migrate(f"sqlite:///{fresh}"))


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
            migrate(_address(database, f"{base}new"))
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(f"{base}new"), sql.Identifier(name))
            )
    return name


def _address(database: dict[str, Any], name: str) -> str:
    who = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    return f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{name}"


def main() -> None:
    """Make what the tests copy. Whoever needs one meanwhile waits for it."""
    from tests import environment  # the tests have it like this, before Django reads it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    from django.conf import settings

    from tests.needle_scan import postgres

    try:
        database = settings.DATABASES["default"]
        if database["ENGINE"].endswith("postgresql"):
            template_on(database)
        if not postgres.cannot_run():
            postgres.cluster()
        _sqlite()
    finally:
        environment.pytest_unconfigure()


if __name__ == "__main__":
    main()
