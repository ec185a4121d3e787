"""A PostgreSQL that runs with the file that is shipped, used and abused: nothing that was typed is in its log (P13)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.bench.process import words_folder
from tests.needle_scan import postgres
from tests.ports import free_port

NEEDLE = "Naaldjesmans"
SHIPPED = settings.BASE_DIR / "deploy" / "postgresql.conf"
pytestmark = pytest.mark.skipif(bool(postgres.cannot_run()), reason=postgres.cannot_run() or "it can run")


class Running(postgres.Postgres):
    """A server that is started as docker-compose.yml does: with the whole file, or without it to see it quote."""

    configured = True

    def _settings(self) -> list[str]:
        ours = self.folder / "postgresql.conf"
        ours.write_text(SHIPPED.read_text())
        ours.chmod(0o644)
        file = [f"-cconfig_file={ours}", f"-chba_file={self._data}/pg_hba.conf"] if self.configured else []
        # There is no other disk to bring the log of changes to, and a server that ends waits for one.
        return ["-cfsync=off", "-carchive_mode=off", *file]


class Talking(Running):
    configured = False


@pytest.fixture(params=[Running, Talking], ids=["as shipped", "as PostgreSQL comes"])
def server(request) -> Iterator[postgres.Postgres]:
    engine = request.param(free_port())
    try:
        yield engine
    finally:
        engine.close()


# What somebody who asks something by hand, or a fault of ours, would send: words in the statement and as its values.
ABUSE: dict[str, tuple[str, list[str] | None]] = {
    "a word that is no number": (f"SELECT '{NEEDLE}'::integer", None),
    "a value that is no number": ("SELECT %s::text::integer", [NEEDLE]),
    "a column that is not there": (f'SELECT "{NEEDLE}"', None),
    "half a statement": (f"SELEC '{NEEDLE}'", None),
    "a row that is refused": (f"INSERT INTO note VALUES (1, '{NEEDLE}'), (1, '{NEEDLE}')", None),
    "a value that is refused": ("INSERT INTO note VALUES (0, %s)", [NEEDLE]),
    "a function that warns": (f"DO $$ BEGIN RAISE WARNING '{NEEDLE}'; END $$", None),
    "a slow statement": (f"SELECT pg_sleep(0.3), '{NEEDLE}'", None),
    "a slow value": ("SELECT pg_sleep(0.3), %s::text", [NEEDLE]),
    "a statement that takes too long": (f"SET statement_timeout = 50; SELECT pg_sleep(9), '{NEEDLE}'", None),
}


def abuse(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("CREATE TABLE note (id integer PRIMARY KEY CHECK (id > 0), words text)")
    for statement, values in ABUSE.values():
        with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.Cursor) as line:
            try:
                line.execute(statement.encode(), values)
            except psycopg.Error:
                continue


def test_nothing_that_was_typed_is_in_the_log(server):
    """On a server as it comes the same is found, so this test can see it."""
    abuse(server.owner_url)
    server.stop()
    log = server.log().decode()
    assert (NEEDLE in log) is isinstance(server, Talking)
    assert "shut down" in log


SAVES = f"""
import django; django.setup()
from django.db import Error, connection
from django.utils import timezone
from desk.accounts.models import Region, Team, User
from desk.reports import concern
from desk.roles import Role
from tests import stories
region = Region.objects.create(name="Merenstreek")
noor = User(username="noor", display_name="Noor", role=Role.COUNSELLOR, region=region,
            team=Team.objects.create(region=region, name="Noord"))
noor.set_unusable_password()
noor.save()
report = stories.a_report(by=noor, at=timezone.now())
told = {{"by": noor, "at": timezone.now(), "case_file": report.case_file}}
concern.add_note(**told, text="{NEEDLE} belt morgen terug.", submission="{"0" * 32}")
for statement in ("UPDATE reports_report SET title = %s, team_id = NULL", "SELECT %s::text::integer"):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, ["{NEEDLE}"])
    except Error as fault:
        assert "{NEEDLE}" in str(fault), fault
    else:
        raise AssertionError(statement)
"""


def test_a_note_that_was_saved_and_one_that_was_refused_are_not_in_the_log(tmp_path: Path):
    engine = Running(free_port())
    try:
        Path(tmp_path, "static").mkdir()
        desk = {**os.environ, "DEBUG": "1", "MELDESK_VAR": str(tmp_path), "GUARD_DIR": str(words_folder())}
        desk |= {"DATABASE_POOL": "0", "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "desk.settings", "CELERY_EAGER": "1"}
        engine.prepared({"PATH": os.environ["PATH"]})
        here = {**desk, "DATABASE_URL": engine.url}
        subprocess.run([sys.executable, "-c", SAVES], cwd=settings.BASE_DIR, env=here, check=True)
        assert engine.rows(f"SELECT count(*) FROM reports_note WHERE text LIKE '{NEEDLE}%'") == [(1,)]
        engine.stop()
        assert NEEDLE not in engine.log().decode()
    finally:
        engine.close()
