"""A desk as the image starts it, with two web processes, and who asks it something over a line of their own."""

import http.client
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests import migrated
from tests.desk.operations.conftest import TOKEN
from tests.needle_scan.browser import HOST
from tests.needle_scan.desks import Desk, command, environment, until
from tests.ports import free_port

HTTPS = {"Host": HOST, "X-Forwarded-Proto": "https"}


class Running:
    """A web server of its own, and a client that opens a line for each request."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.slow = folder, folder / "slow"
        self.told = told = environment(folder, f"sqlite:///{folder}/desk.sqlite3")
        told |= {"METRICS_TOKEN": TOKEN, "SLOW": str(self.slow)}
        migrated.copy_to(folder / "desk.sqlite3")
        line = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(line, cwd=settings.BASE_DIR, env=told, check=True)
        self.port = free_port()
        shipped = command(self.port, practice=False, application="tests.desk.operations.slow:application")
        self.desk = Desk(self.port, shipped, told).ready()
        until(lambda: len(self.desk.pids) == 3, "both web processes are there")

    def get(self, path: str, **more: str) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(
                "GET", path, headers={**HTTPS, **{name.replace("_", "-"): value for name, value in more.items()}}
            )
            answer = line.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            line.close()

    def figure(self, start: str) -> float:
        told = self.get("/gezond/cijfers/", Authorization=f"Bearer {TOKEN}")[2].decode()
        return sum(float(line.rsplit(" ", 1)[1]) for line in told.splitlines() if line.startswith(start))

    def close(self) -> None:
        """Go away, and wait for nobody."""
        self.slow.unlink(missing_ok=True)
        self.desk.stop()
