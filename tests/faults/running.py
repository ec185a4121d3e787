"""The web server and the worker of a desk as processes that can be killed: gunicorn as in the image, or waitress.

Both load the desk before they fork (`--preload`): otherwise the restarts, seconds of a processor each, are what is
measured.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

import start
from tests import shipped
from tests.faults.processes import Processes, answered
from tests.ports import free_port

PATIENCE = 90  # seconds
WARM = "FAULTS_WARM"  # what forked.py reads
WEB, WORKER = "web server", "celery worker"


class Running(Processes):
    """A desk that runs. `log` is the file to which web server and worker say what they have to say."""

    def __init__(self, log: Path, *, is_production: bool, warmth: dict[str, Any] | None = None) -> None:
        self.port = free_port()
        commands = _of_production(self.port) if is_production else _of_practice(self.port)
        super().__init__(log, commands, **{WARM: json.dumps(warmth) if warmth else ""})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def victims(self) -> list[str]:
        """What can be killed; what stands here more often is killed more often."""
        return [*["web worker"] * 10, WEB, WORKER]

    def strike(self, victim: str, chance: random.Random) -> None:
        """kill -9. Its master starts a web worker anew; whatever else dies is started anew here."""
        if victim != "web worker":
            self.replace(victim)
        elif found := self._children():
            os.kill(chance.choice(found), signal.SIGKILL)

    def answers(self) -> None:
        """Wait until the web server answers."""
        answered(self.address, PATIENCE)

    def _children(self) -> list[int]:
        """Return the processes that answer."""
        pid = self.pid(WEB)
        try:
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except FileNotFoundError:  # it was killed itself just now
            return []


def _of_production(port: int) -> dict[str, list[str]]:
    """The commands of the image and of docker-compose.yml, with a port of this machine."""
    web = shipped.web_command(port, "tests.faults.forked:application")
    commands = {WEB: [*web, "--preload"], WORKER: shipped.worker_command()}
    return {name: [sys.executable, "-m", *line] for name, line in commands.items()}


def _of_practice(port: int) -> dict[str, list[str]]:
    commands = start.commands("127.0.0.1", port)
    served = [*commands["web server"][:2], "tests.faults.forked", *commands["web server"][3:]]
    return {WEB: served, WORKER: commands["worker"]}
