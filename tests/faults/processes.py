"""The web servers and workers of a desk, each as it is shipped and a process of its own; and the mails they send."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import requests

import start
from tests import shipped
from tests.faults.parts import PATIENCE
from tests.needle_scan.desks import until
from tests.ports import free_port

# Another entrance to the same desk, for a part that needs one.
APPLICATION, CELERY = shipped.APPLICATION, shipped.CELERY


class Processes:
    """Commands by name, each a process with a group of its own that can be killed; `log` hears what they say."""

    def __init__(self, log: Path, commands: dict[str, list[str]], **environment: str) -> None:
        self._log, self._commands, self._environment = log.open("ab"), commands, environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        for name in commands:
            self.start(name)

    def start(self, name: str, **environment: str) -> None:
        told: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": self._log, "stderr": self._log}
        told |= {"cwd": start.ROOT, "env": {**os.environ, **self._environment, **environment}}
        self._running[name] = subprocess.Popen(self._commands[name], start_new_session=True, **told)

    def kill(self, name: str) -> None:
        """kill -9, with all it started, as when its container is killed."""
        os.killpg(self.pid(name), signal.SIGKILL)
        self._running[name].wait()

    def replace(self, name: str) -> None:
        """kill -9, and start it again."""
        self.kill(name)
        self.start(name)

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def close(self) -> None:
        for name, process in self._running.items():
            # Who ended without us may have left others in its group; who was waited for has none.
            if process.returncode is None:
                self.kill(name)
        self._log.close()


def answered(address: str, patience: float = PATIENCE) -> None:
    """Wait until the web server answers there."""
    until(partial(_is_up, address), "the web server answers", patience=patience)


class Running(Processes):
    """So many web servers and workers of one desk; the database and Redis are theirs by the environment."""

    def __init__(self, folder: Path, *, webs: int = 1, workers: int = 1) -> None:
        self.ports = [free_port() for _ in range(webs)]
        lines = {f"web {n}": shipped.web_command(port, APPLICATION) for n, port in enumerate(self.ports)}
        lines |= {f"worker {n}": shipped.worker_command(f"worker{n}", CELERY) for n in range(workers)}
        super().__init__(folder / "desk.log", {name: [sys.executable, "-m", *line] for name, line in lines.items()})

    @property
    def addresses(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def names(self) -> list[str]:
        return list(self._commands)

    def answers(self) -> "Running":
        """Wait until every web server answers."""
        for address in self.addresses:
            answered(address)
        return self


def _is_up(address: str) -> bool:
    try:
        return requests.get(f"{address}/gezond/", timeout=10).ok
    except requests.RequestException:
        return False
