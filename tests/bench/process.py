"""Runs one measurement in a process of its own, which answers in JSON on its last line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def words_folder() -> Path:
    """Where the word lists are kept that the tests use as well."""
    return Path(os.environ.get("GUARD_DIR") or ROOT / ".guard").resolve()


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
