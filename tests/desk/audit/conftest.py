"""A trail that is sealed: its key, and a place for its heads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from desk.audit import trail
from desk.audit.sealing.note import make_key
from desk.audit.sealing.seal import seal


@pytest.fixture
def place(settings, tmp_path) -> Path:
    """The folder with the key and, in `heads`, what the anchor keeps."""
    settings.AUDIT_KEY_FILE = tmp_path / "trail.key"
    settings.AUDIT_PUBLIC_KEY_FILE = tmp_path / "trail.key.pub"
    settings.AUDIT_ANCHOR = f"file://{tmp_path / 'heads'}"
    make_key(tmp_path / "trail.key", settings.AUDIT_ORIGIN)
    return tmp_path


@pytest.fixture
def told(noor, at) -> Callable[..., None]:
    """Record so many acts: of the desk, and a tenth of them about an advice."""

    def tell(times: int, *, at: datetime = at) -> None:
        for n in range(times):
            act = "advice_listed" if n % 10 == 9 else "signed_in"
            trail.record(act, by=noor, at=at, subject=noor if act == "signed_in" else None, reason=f"reden {n} één")

    return tell


@pytest.fixture
def sealed(place, told, at) -> Path:
    """Two hundred events, sealed a part at a time; the last of them the day after."""
    for part in range(4):
        told(50)
        seal(at=at + timedelta(minutes=part))
    seal(at=at + timedelta(days=1))
    return place


# A table that waits for a check of its keys cannot be altered.
NOW = "SET CONSTRAINTS ALL IMMEDIATE"
TURNS = ("DISABLE", "ENABLE")


def triggers() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'")
        return list(cursor.fetchall())


@contextmanager
def as_owner() -> Iterator[Callable[..., None]]:
    """Whoever owns the tables: no trigger stops them. Gives a function that runs SQL."""
    tables = [model._meta.db_table for model in apps.get_app_config("audit").get_models()]
    held = triggers() if connection.vendor == "sqlite" else []
    off = [f"DROP TRIGGER {name}" for name, _ in held] or [
        NOW,
        *(f"ALTER TABLE {t} DISABLE TRIGGER USER" for t in tables),
    ]
    on = [sql for _, sql in held] or [NOW, *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables)]

    def run(statement: str, *given: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, given or None)

    for statement in off:
        run(statement)
    yield run
    for statement in on:
        run(statement)
