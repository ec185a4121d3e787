"""A desk as it is shipped, in a process of its own, with everything it writes within reach."""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

import start
from tests.needle_scan.browser import HOST, Browser
from tests.needle_scan.launcher import MARK
from tests.shipped import web_command

PASSWORD = "een-lang-wachtwoord"
PATIENCE = 90.0
# The practice desk stands behind nothing; here it has the secure cookies of production, so it has the proxy as well.
_BEHIND_A_PROXY = ["--trusted-proxy=127.0.0.1", "--trusted-proxy-headers=x-forwarded-proto"]


def until(holds: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
    """Wait until something holds; a machine that is busy is given time."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"waited too long until {what}"
        time.sleep(0.05)


def environment(folder: Path, database: str, redis: str = "") -> dict[str, str]:
    """Return the environment of a desk in production, whose every folder lies in `folder`."""
    for made in ("tmp", "home", "var/queue/tasks"):
        (folder / made).mkdir(parents=True)
    names = ("SECRET_KEY", "DRAFT_KEY", "ADVICE_CODE_KEY", "FACTOR_KEY", "CIRCLE_KEY", "ATTACHMENT_KEY", "RECEIPT_KEY")
    keys = {name: secrets.token_urlsafe(48) for name in names}
    return {
        **keys,
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "desk.settings",
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "MELDESK_VAR": str(folder / "var"),
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder / "home"),
        "STATIC_ROOT": str(folder / "static-files"),
        "GUARD_DIR": str(settings.GUARD_DIR),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def command(port: int, *, practice: bool, application: str) -> list[str]:
    """Return the web server as start.py starts it (`practice`) or as the image does, on a port of this machine."""
    if practice:
        shipped = [*start.commands("127.0.0.1", port)["web server"][2:-1], *_BEHIND_A_PROXY, "desk.wsgi:application"]
    else:
        shipped = web_command(port)
    named = [application if part == "desk.wsgi:application" else part for part in shipped]
    return [sys.executable, "-m", "tests.needle_scan.launcher", *named]


class Desk:
    """One web server of the desk and what it said."""

    def __init__(self, port: int, command: list[str], environment: dict[str, str]) -> None:
        self.port = port
        self._said: list[bytes] = []
        self._process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        # A pipe, not a file: what it says must also be heard when the disk of the desk is full.
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self._witnessed = 0

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as said:
            for line in said:
                self._said.append(line)

    def ready(self) -> "Desk":
        """Wait until the desk answers; what the witness told of the start is done with."""
        until(self._answers, "the desk answers")
        log = self.log().decode()
        assert all(f"{MARK}{heard}" in log for heard in ("wrote", "called")), "the witness is deaf"
        self._witnessed = len(self._said)
        return self

    def _answers(self) -> bool:
        assert self._process.poll() is None, self.log().decode()
        try:
            return Browser(self.port).get("/gezond/").status == 200
        except OSError:
            return False

    @property
    def pids(self) -> list[int]:
        """Return the processes of this desk."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *map(int, children)]

    def log(self) -> bytes:
        """Return all it said."""
        return b"".join(self._said)

    def witnessed(self) -> list[str]:
        """Return every file it opened to write and every connection it made since it was ready."""
        told = [line.decode().strip() for line in self._said[self._witnessed :]]
        return [line for line in told if line.startswith(MARK)]

    def stop(self) -> None:
        """End it, and hear its last words."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._ear.join(PATIENCE)
