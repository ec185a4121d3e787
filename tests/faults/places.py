"""A desk of its own for one part: database, queue, folder and environment, as production and `make run` have them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import migrated
from tests.bench.process import ROOT, words_folder
from tests.faults.engines import Safe
from tests.ports import free_port
from tests.redis_server import a_redis


@dataclass(frozen=True)
class Place:
    """Where a desk lives. `engine` is its PostgreSQL; None for a SQLite file."""

    folder: Path
    environment: dict[str, str]
    engine: Safe | None = None

    def answer(self, module: str, *arguments: object) -> dict[str, Any]:
        """Return what `python -m module` said in this environment. Raises CalledProcessError when it failed."""
        told = self.begun(module, *arguments)
        said = told.communicate()[0]
        if told.returncode:
            raise subprocess.CalledProcessError(told.returncode, module)
        return self.said(said)

    @staticmethod
    def said(words: str) -> dict[str, Any]:
        """Return the figures, which are the last line of what it said."""
        figures: dict[str, Any] = json.loads(words.splitlines()[-1])
        return figures

    def begun(self, module: str, *arguments: object) -> "subprocess.Popen[str]":
        """Start it, and go on."""
        line = [sys.executable, "-m", module, *map(str, arguments)]
        return subprocess.Popen(line, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True)


@contextmanager
def a_file() -> Iterator[Place]:
    """A SQLite file, the queue in a folder: the practice desk."""
    with TemporaryDirectory() as var:
        migrated.copy_to(Path(var, "faults.sqlite3"))
        yield Place(Path(var), environment(var, f"sqlite:///{var}/faults.sqlite3"))


@contextmanager
def a_cluster(engine: Safe | None = None, **more: str) -> Iterator[Place]:
    """A PostgreSQL of its own with the roles and the pool of production, and a Redis where this machine has one."""
    engine = engine or Safe(free_port())
    try:
        with TemporaryDirectory() as var, a_redis() as redis:
            engine.prepared({"PATH": os.environ["PATH"]})
            told = {"DATABASE_POOL": "1", "REDIS_URL": redis, **more}
            yield Place(Path(var), environment(var, engine.url) | told, engine)
    finally:
        engine.close()


def environment(var: str, database: str) -> dict[str, str]:
    """Return the environment of a practice desk in this folder with a worker of its own."""
    for made in ("static", "queue/tasks", "queue/done", "queue/control"):
        Path(var, made).mkdir(parents=True, exist_ok=True)
    desk = {"MELDESK_VAR": var, "GUARD_DIR": str(words_folder()), "DATABASE_URL": database, "DATABASE_POOL": "0"}
    return {**os.environ, **desk, "DEBUG": "1", "CELERY_EAGER": "0", "REDIS_URL": ""}
