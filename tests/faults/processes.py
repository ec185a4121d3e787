"""The web servers and workers of a desk, each as it is shipped and a process of its own; and the mails they send."""

import json
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import requests
import yaml

from tests.bench.process import ROOT
from tests.faults.redis_server import PATIENCE
from tests.needle_scan.desks import until
from tests.ports import free_port

# Another entrance to the same desk, for a part that needs one.
APPLICATION, CELERY = "desk.wsgi:application", "desk"


def web_command(port: int) -> list[str]:
    """Return the web server of the image, on a port of this machine."""
    shipped = re.findall(r"^CMD (\[.*?\])", (ROOT / "Dockerfile").read_text(), re.MULTILINE | re.DOTALL)[-1]
    told: list[str] = json.loads(shipped.replace("\\\n", ""))
    ours = {"desk.wsgi:application": APPLICATION, "--bind=0.0.0.0:8000": f"--bind=127.0.0.1:{port}"}
    return [ours.get(part, part) for part in told]


def worker_command(name: str) -> list[str]:
    """Return the worker of docker-compose.yml under a name of its own."""
    told: list[str] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["worker"]["command"]
    ours = {"worker@desk": f"{name}@desk", "desk": CELERY}
    return [ours.get(part, part) for part in told]


class Running:
    """So many web servers and workers of one desk; the database and Redis are theirs by the environment."""

    def __init__(self, folder: Path, *, webs: int = 1, workers: int = 1) -> None:
        self._log = (folder / "desk.log").open("ab")
        self.ports = [free_port() for _ in range(webs)]
        self._commands = {f"web {n}": web_command(port) for n, port in enumerate(self.ports)}
        self._commands |= {f"worker {n}": worker_command(f"worker{n}") for n in range(workers)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        for name in self._commands:
            self.start(name)

    @property
    def addresses(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def names(self) -> list[str]:
        return list(self._commands)

    def start(self, name: str, **environment: str) -> None:
        command = [sys.executable, "-m", *self._commands[name]]
        told: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": self._log, "stderr": self._log, "cwd": ROOT}
        told["env"] = {**os.environ, **environment}
        self._running[name] = subprocess.Popen(command, start_new_session=True, **told)

    def kill(self, name: str) -> None:
        """kill -9, with all it started."""
        os.killpg(self._running[name].pid, signal.SIGKILL)
        self._running[name].wait()

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def answers(self) -> "Running":
        """Wait until every web server answers."""
        for address in self.addresses:
            until(partial(_is_up, address), "the web server answers", patience=PATIENCE)
        return self

    def close(self) -> None:
        for name, process in self._running.items():
            if process.poll() is None:
                self.kill(name)
        self._log.close()


def _is_up(address: str) -> bool:
    try:
        return requests.get(f"{address}/gezond/", timeout=5).ok
    except requests.RequestException:
        return False
