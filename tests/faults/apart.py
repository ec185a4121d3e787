"""Runs a part in a process of its own, on a PostgreSQL, a Redis and a folder that nobody else uses."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import redis_server
from tests.bench.process import ROOT
from tests.faults.engines import Safe, _environment
from tests.faults.parts import Asked, Row, skipped
from tests.needle_scan import postgres
from tests.ports import free_port

Told = list[tuple[str, int | str, bool]]


def on_own_engines(module: str, asked: Asked, *arguments: object) -> list[Row]:
    """Run `python -m module SEED ...`, which says on its last line what it saw, as JSON: (what, seen, is wrong).

    It finds DATABASE_URL of a migrated PostgreSQL, REDIS_URL of a Redis that it starts itself, CLAMD_URL of a scanner
    that it plays, and a folder for mails.
    """
    reason = postgres.cannot_run() or ("" if redis_server.is_here() else "no redis-server on this machine")
    if reason:
        return skipped(reason)
    engine = Safe(free_port())
    try:
        with TemporaryDirectory() as var:
            engine.prepared({"PATH": os.environ["PATH"]})
            desk = _environment(var, engine.url)
            return [Row(what, seen, is_wrong=wrong) for what, seen, wrong in _told(module, desk, var, asked, arguments)]
    finally:
        engine.close()


def _told(module: str, desk: dict[str, str], var: str, asked: Asked, arguments: tuple[object, ...]) -> Told:
    Path(var, "mails").mkdir()
    queue = {"REDIS_URL": f"redis://127.0.0.1:{free_port()}/0", "CELERY_EAGER": "0"}
    around = {"CLAMD_URL": f"tcp://127.0.0.1:{free_port()}", "ALERT_MAIL": "toezicht@desk.example"}
    mails = {"EMAIL_URL": f"filemail:///{var}/mails", "DATABASE_POOL": "1"}
    command = [sys.executable, "-m", module, str(asked.seed), *map(str, arguments)]
    ran = subprocess.run(command, cwd=ROOT, env={**desk, **queue, **around, **mails}, stdout=subprocess.PIPE, text=True)
    if ran.returncode:
        log = Path(var, "desk.log")
        print(log.read_text(errors="replace")[-4000:] if log.exists() else "", file=sys.stderr)
        return [(f"{module} failed", ran.returncode, True)]
    told: Told = json.loads(ran.stdout.splitlines()[-1])
    return told
