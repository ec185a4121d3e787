"""Runs one measurement in a process of its own, which answers in JSON on its last line."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]


def words_folder() -> Path:
    """Where the word lists are kept that the tests use as well."""
    return Path(os.environ.get("GUARD_DIR") or ROOT / ".guard").resolve()


@contextmanager
def practice_desk() -> Iterator[dict[str, str]]:
    """Give the environment of a practice desk in a folder of its own, on a migrated SQLite file."""
    with TemporaryDirectory() as var:
        Path(var, "static").mkdir()
        migrated.copy_to(Path(var, "bench.sqlite3"))
        desk = {"MELDESK_VAR": var, "GUARD_DIR": str(words_folder()), "DATABASE_URL": f"sqlite:///{var}/bench.sqlite3"}
        yield desk | {"DEBUG": "1", "CELERY_EAGER": "1", "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "desk.settings"}


def answer(module: str, *arguments: object, **environment: str) -> dict[str, Any]:
    """Return what `python -m module` said. Raises CalledProcessError when it failed; it has said itself why."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
