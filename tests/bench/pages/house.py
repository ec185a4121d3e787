"""The environment of a desk in production that is measured, and its processes: two web workers and one for tasks."""

import hashlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.pages.line import HOST
from tests.bench.process import ROOT, words_folder
from tests.ports import free_port
from tests.redis_server import RedisServer, is_here
from tests.shipped import web_command

_KEYS = ("SECRET_KEY", "DRAFT_KEY", "ADVICE_CODE_KEY", "FACTOR_KEY", "CIRCLE_KEY", "ATTACHMENT_KEY", "RECEIPT_KEY")
_PATIENCE = 90.0
_BIN = Path(sys.executable).parent


def environment(var: Path, database: str) -> dict[str, str]:
    """Return the environment; what is kept in a database that is measured again opens with the same keys."""
    var.mkdir(parents=True, exist_ok=True)
    # Known to everybody who reads this: a database that is measured holds made-up people only.
    keys = {name: os.environ.get(name) or hashlib.sha256(f"bench {name}".encode()).hexdigest() for name in _KEYS}
    return {
        **keys,
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "desk.settings",
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database,
        "REDIS_URL": "",
        "EMAIL_URL": "dummymail://",
        "MELDESK_VAR": str(var),
        "AUDIT_ANCHOR": f"file://{var}/trail-heads",
        "STATIC_ROOT": str(var / "static-files"),
        "GUARD_DIR": str(words_folder()),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def manage(told: dict[str, str], *command: str) -> None:
    """Run a command of the desk. Raises CalledProcessError."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=told, check=True, stdout=subprocess.DEVNULL)


class House:
    """Web server and task worker of one desk, with a Redis of their own where there is one. Ends what it started."""

    def __init__(self, told: dict[str, str]) -> None:
        self.port = free_port()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        (Path(told["MELDESK_VAR"]) / "queue" / "tasks").mkdir(parents=True, exist_ok=True)
        self._log = (Path(told["MELDESK_VAR"]) / "house.log").open("ab")
        worker = ["--app", "desk", "worker", "-P", "threads", "-c", "4", "--loglevel=WARNING"]
        self._redis = RedisServer(f"redis://127.0.0.1:{free_port()}/0") if is_here() else None
        if self._redis:
            told = {**told, "REDIS_URL": self._redis.address}
        self._start("web", [str(_BIN / "gunicorn"), *web_command(self.port)[1:]], told)
        self._start("worker", [str(_BIN / "celery"), *worker], told)

    def _start(self, name: str, command: list[str], told: dict[str, str]) -> None:
        heard = {"stdin": subprocess.DEVNULL, "stdout": self._log, "stderr": self._log}
        self._processes[name] = subprocess.Popen(command, cwd=ROOT, env=told, start_new_session=True, **heard)

    def ready(self) -> "House":
        """Wait until it answers. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            if time.monotonic() > end or self._processes["web"].poll() is not None:
                raise TimeoutError("the web server did not come up")
            time.sleep(0.1)
        return self

    def _answers(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/gezond/", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()

    def memory(self) -> dict[str, dict[str, Any]]:
        """Return MB of the web server and of the worker: resident in all, and the share of each that is its own."""
        return {name: _memory(self._processes[name].pid) for name in ("web", "worker")}

    def close(self) -> None:
        """End all of them, and what they started."""
        for process in reversed(self._processes.values()):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if self._redis:
            self._redis.close()
        self._log.close()


def _memory(pid: int) -> dict[str, Any]:
    told = [_of_one(one) for one in _family(pid)]
    return {
        "processes": len(told),
        "rss_mb": sum(one.get("Rss", 0) for one in told) / 1024,
        "pss_mb": sum(one.get("Pss", 0) for one in told) / 1024,
    }


def _family(pid: int) -> list[int]:
    there = Path(f"/proc/{pid}/task/{pid}/children")
    children = there.read_text(encoding="ascii").split() if there.exists() else []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _of_one(pid: int) -> dict[str, int]:
    there = Path(f"/proc/{pid}/smaps_rollup")
    lines = there.read_text(encoding="ascii").splitlines() if there.exists() else []
    return {line.partition(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("Rss:", "Pss:"))}
