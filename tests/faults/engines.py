"""Starts the house of clients on a database, and makes that database fail meanwhile."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from tests import migrated
from tests.bench.process import ROOT, words_folder
from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.ports import free_port

BACKEND_EVERY, RESTART_EVERY = 12.0, 50.0
ROOM = 100  # lines to one server
_IDLE = {"backends_killed": 0, "restarts": 0}


class Safe(postgres.Postgres):
    """The same with every write brought to the disk, and room for many clients."""

    def _settings(self) -> list[str]:
        return [f"-cmax_connections={ROOM}", "-cautovacuum=on", *postgres.shipped()]

    @property
    def port(self) -> int:
        return self._port

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT cuts off who is connected, SIGQUIT is as a crash."""
        if self._server and how != signal.SIGINT:
            self._server.send_signal(how)
            self._server.wait(60)
        super().stop()

    def standing_still(self) -> AbstractContextManager[None]:
        assert self._server
        return postgres.standing_still(self._server)

    def start_if_dead(self) -> None:
        """Start the server when it gave up by itself, and wait until it answers."""
        assert self._server
        if self._server.poll() is not None:
            self.start()
        until(self._is_up, "PostgreSQL answers")

    def kill_a_backend(self) -> bool:
        """Kill one process that serves a client: the server ends all others, and recovers from its log."""
        asked = "SELECT pid FROM pg_stat_activity WHERE usename = 'desk_app' AND state <> 'idle' LIMIT 20"
        try:
            with psycopg.connect(self.owner_url, autocommit=True) as line:
                found = [pid for (pid,) in line.execute(asked).fetchall()]
            if found:
                os.kill(random.choice(found), signal.SIGKILL)
                until(self._is_up, "PostgreSQL recovered")
        except (psycopg.Error, ProcessLookupError):
            return False
        return bool(found)


def on_sqlite(seconds: int, clients: int) -> dict[str, Any]:
    """Return the figures on a SQLite file of its own."""
    with TemporaryDirectory() as var:
        desk = _on_a_copy(var)
        Path(var, "quiet").touch()
        return _figures(_house(desk, seconds, clients)) | _IDLE


def on_postgresql(seconds: int, clients: int) -> dict[str, Any]:
    """Return the figures on a PostgreSQL of its own, that is killed and restarted; empty where there is none."""
    if reason := postgres.cannot_run():
        print(f"PostgreSQL is left out: {reason}")
        return {}
    engine = Safe(free_port())
    try:
        with TemporaryDirectory() as var:
            engine.prepared({"PATH": os.environ["PATH"]})
            house = _house(_environment(var, engine.url), seconds, clients)
            failed = _make_it_fail(engine, house, Path(var), seconds)
            return _figures(house) | failed
    finally:
        engine.close()


def sending_on_sqlite(trials: int, seed: int) -> dict[str, Any]:
    """Return what came of sending on a SQLite file of its own."""
    with TemporaryDirectory() as var:
        desk = {**_on_a_copy(var), "CELERY_EAGER": "0"}
        return _figures(_sending(desk, trials, seed))


def sending_on_postgresql(trials: int, seed: int) -> dict[str, Any]:
    """Return what came of sending on a PostgreSQL of its own; empty where there is none."""
    if reason := postgres.cannot_run():
        print(f"PostgreSQL is left out: {reason}")
        return {}
    engine = Safe(free_port())
    try:
        with TemporaryDirectory() as var:
            engine.prepared({"PATH": os.environ["PATH"]})
            return _figures(_sending({**_environment(var, engine.url), "CELERY_EAGER": "0"}, trials, seed))
    finally:
        engine.close()


def _sending(environment: dict[str, str], trials: int, seed: int) -> "subprocess.Popen[str]":
    told = [sys.executable, "-m", "tests.faults.sending", str(seed), str(trials)]
    return subprocess.Popen(told, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def _make_it_fail(engine: Safe, house: "subprocess.Popen[str]", var: Path, seconds: int) -> dict[str, int]:
    """Kill backends and restart the server as long as the clients work; then say that it is quiet."""
    while house.poll() is None and not (var / "journals").exists():
        time.sleep(0.1)
    failed = dict(_IDLE)
    restart = time.monotonic() + min(RESTART_EVERY, seconds / 2)
    while house.poll() is None and not (var / "done").exists():
        time.sleep(min(BACKEND_EVERY, seconds / 6))
        failed["backends_killed"] += engine.kill_a_backend()
        if time.monotonic() > restart:
            engine.stop()
            engine.start()
            failed["restarts"] += 1
            restart = time.monotonic() + RESTART_EVERY
    (var / "quiet").touch()
    return failed


def _figures(house: "subprocess.Popen[str]") -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(house.communicate()[0].splitlines()[-1])
    return figures


def _environment(var: str, database: str) -> dict[str, str]:
    Path(var, "static").mkdir(exist_ok=True)
    desk = {"MELDESK_VAR": var, "GUARD_DIR": str(words_folder()), "DATABASE_URL": database, "DATABASE_POOL": "0"}
    return {**os.environ, **desk, "DEBUG": "1", "CELERY_EAGER": "1", "REDIS_URL": ""}


def _on_a_copy(var: str) -> dict[str, str]:
    """Return the environment of a desk on a migrated SQLite file in this folder."""
    migrated.copy_to(Path(var, "faults.sqlite3"))
    return _environment(var, f"sqlite:///{var}/faults.sqlite3")


def _house(environment: dict[str, str], seconds: int, clients: int) -> "subprocess.Popen[str]":
    told = [sys.executable, "-m", "tests.faults.house", str(seconds), str(clients)]
    return subprocess.Popen(told, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
