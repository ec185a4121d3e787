"""The web server and the worker of a desk as processes that can be killed: gunicorn as in the image, or waitress.

Both load the desk before they fork (`--preload`): otherwise the restarts, seconds of a processor each, are what is
measured.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests
import yaml
from django.conf import settings

import start
from tests.ports import free_port

PATIENCE = 90  # seconds
WARM = "FAULTS_WARM"  # what forked.py reads
WEB, WORKER = "web server", "celery worker"


class Running:
    """A desk that runs. `log` is the file to which web server and worker say what they have to say."""

    def __init__(self, log: Path, *, is_production: bool, warmth: dict[str, Any] | None = None) -> None:
        self.port = free_port()
        self._log, self._environment = log.open("ab"), {**os.environ, WARM: json.dumps(warmth) if warmth else ""}
        self._commands = _of_production(self.port) if is_production else _of_practice(self.port)
        self._running = {name: self._started(name) for name in self._commands}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def victims(self) -> list[str]:
        """What can be killed; what stands here more often is killed more often."""
        return [*["web worker"] * 10, WEB, WORKER]

    def kill(self, victim: str, chance: random.Random) -> None:
        """kill -9. Its master starts a web worker anew; whatever else dies is started anew here."""
        if victim == "web worker":
            if found := self._children():
                os.kill(chance.choice(found), signal.SIGKILL)
            return
        self.end(victim)
        self._running[victim] = self._started(victim)

    def end(self, name: str) -> None:
        """kill -9 of everything that this part is, as when its container is killed."""
        os.killpg(self._running[name].pid, signal.SIGKILL)
        self._running[name].wait()

    def answers(self) -> None:
        """Wait until the web server answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                requests.get(f"{self.address}/gezond/", timeout=10).raise_for_status()
                return
            except requests.RequestException:
                time.sleep(0.05)
        raise AssertionError("the web server does not answer")

    def close(self) -> None:
        for name in self._running:
            self.end(name)
        self._log.close()

    def _children(self) -> list[int]:
        """Return the processes that answer."""
        pid = self._running[WEB].pid
        try:
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except FileNotFoundError:  # it was killed itself just now
            return []

    def _started(self, name: str) -> "subprocess.Popen[bytes]":
        told = {"stdin": subprocess.DEVNULL, "stdout": self._log, "stderr": self._log, "cwd": start.ROOT}
        return subprocess.Popen(self._commands[name], start_new_session=True, env=self._environment, **told)


def _of_production(port: int) -> dict[str, list[str]]:
    """The commands of the image and of docker-compose.yml, with a port of this machine."""
    found = re.findall(r"^CMD (\[.*?\])", (settings.BASE_DIR / "Dockerfile").read_text(), re.MULTILINE | re.DOTALL)
    web = json.loads(found[-1].replace("\\\n", ""))
    ours = {"desk.wsgi:application": "tests.faults.forked:application"}
    web = [f"--bind=127.0.0.1:{port}" if part.startswith("--bind") else ours.get(part, part) for part in web]
    services = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]
    commands = {WEB: [*web, "--preload"], WORKER: services["worker"]["command"]}
    return {name: [sys.executable, "-m", *line] for name, line in commands.items()}


def _of_practice(port: int) -> dict[str, list[str]]:
    shipped = start.commands("127.0.0.1", port)
    served = [*shipped["web server"][:2], "tests.faults.forked", *shipped["web server"][3:]]
    return {WEB: served, WORKER: shipped["worker"]}
