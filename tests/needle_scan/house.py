"""All that a desk in production runs on, made for one run: database, queue, folders and the desks themselves."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.needle_scan import postgres
from tests.needle_scan.desks import Desk, command, environment
from tests.needle_scan.engines import Engine, Sqlite
from tests.needle_scan.needles import Places, needles, told
from tests.needle_scan.places import files
from tests.ports import free_port
from tests.redis_server import a_redis, is_here

_SEED = "import django; django.setup(); from tests.needle_scan.seed import seed; seed()"


class House:
    """One database and one queue, for as many desks as are started."""

    def __init__(self, folder: Path, engine: Engine, redis: str) -> None:
        self.engine, self._folder = engine, folder
        self._desks: dict[str, Desk] = {}
        self.control = needles()
        self.environment = environment(folder, engine.url, redis)
        static = self._start("manage.py", "collectstatic", "--noinput", "-v0")
        seeded = self._start("-c", _SEED, told(self.control), DATABASE_URL=engine.owner_url)
        self.advice = seeded.communicate()[0].decode().strip()
        static.communicate()
        assert (static.returncode, seeded.returncode) == (0, 0)
        engine.prepared(self.environment)

    def open(self, name: str, application: str = "desk.wsgi:application", **more: str) -> Desk:
        """Start a desk under a name; `ready()` waits until it answers."""
        port = free_port()
        line = command(port, practice=self.engine.vendor == "sqlite", application=application)
        self._desks[name] = Desk(port, line, {**self.environment, **more})
        return self._desks[name]

    def logs(self) -> Iterator[tuple[str, bytes]]:
        """Yield what every desk and the database said."""
        yield from ((f"the log of the {name} desk", desk.log()) for name, desk in self._desks.items())
        yield "the log of the database", self.engine.log()

    def around(self) -> Iterator[tuple[str, bytes]]:
        """Yield what stands outside the database: the desk's folder, queue, cache and temporary files, and the logs."""
        for name in ("var", "tmp", "home", "redis"):
            yield from ((f"{name}/{file}", content) for file, content in files(self._folder / name))
        yield "a session", self.engine.sessions()
        yield from self.logs()

    def places(self) -> Places:
        """Yield every place where something can be kept."""
        yield from self.engine.places()
        yield from self.around()

    def close(self) -> None:
        """Stop every desk that still runs."""
        for desk in self._desks.values():
            desk.stop()

    def _start(self, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        told_apart = {**self.environment, **more}
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=settings.BASE_DIR, env=told_apart, stdout=subprocess.PIPE
        )


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """Make a house on the engines this run was asked for with DATABASE_URL and REDIS_URL."""
    with _engine(folder) as engine, _redis(folder / "redis") as redis:
        built = House(folder, engine, redis)
        try:
            yield built
        finally:
            built.close()


@contextmanager
def _engine(folder: Path) -> Iterator[Engine]:
    if connection.vendor == "sqlite":
        (folder / "database").mkdir()
        engine: Engine = Sqlite(folder / "database")
    else:
        if reason := postgres.cannot_run():
            pytest.skip(reason)
        engine = postgres.Postgres(free_port())
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """A Redis that, unlike the shipped one, writes down every message that ever passes: to be searched."""
    if not os.environ.get("REDIS_URL"):
        yield ""
        return
    if not is_here():
        pytest.skip("REDIS_URL is set, and there is no redis-server on this machine to start one apart")
    folder.mkdir()
    kept = ["--dir", str(folder), "--save", "", "--appendonly", "yes", "--appendfsync", "always"]
    with a_redis(*kept) as address:
        yield address
