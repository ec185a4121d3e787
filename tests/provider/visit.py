"""The provider as a test sees it: it can be bent, and a colleague walks through its pages with nothing but HTTP."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests

from tests.provider import CLIENT_ID, CLIENT_SECRET, PASSWORD

ROOT = Path(__file__).resolve().parents[2]
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
_STARTS = 60  # seconds


def start(port: int, folder: Path) -> subprocess.Popen[bytes]:
    """Start a provider on this port, and wait until it answers."""
    command = [sys.executable, "-m", "tests.provider", str(port), str(folder)]
    log = (folder / "provider.log").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    log.close()
    until = time.monotonic() + _STARTS
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(f"http://127.0.0.1:{port}/ready/", timeout=5).raise_for_status()
            return process
        except requests.RequestException:
            time.sleep(0.1)
    process.kill()
    raise AssertionError((folder / "provider.log").read_text())


@dataclass
class Organisation:
    """One browser of somebody of the organisation, and the hand that bends what its provider says."""

    address: str
    browser: requests.Session = field(default_factory=requests.Session)

    @property
    def issuer(self) -> str:
        return f"{self.address}/o"

    def bend(self, **how: Any) -> int:
        """Bend the tokens that follow; with nothing all is straight. Returns how often the keys were asked so far."""
        return int(requests.post(f"{self.address}/bend/", json=how, timeout=60).json()["keys"])

    def knows(self, *back: str) -> None:
        """Let the provider send people back to these addresses too."""
        requests.post(f"{self.address}/known/", data=" ".join(back), timeout=60).raise_for_status()

    def walk(self, there: str, who: str = "n.bakker", *, allow: bool = True) -> str:
        """Sign in there as `who` (unless this browser still is), allow it or not; return the address one is sent to."""
        page = self._get(there)
        while page.status_code == 200:
            told = {name: value or "" for name, value in _HIDDEN.findall(page.text)}
            if "password" in page.text:
                told |= {"username": who, "password": PASSWORD}
            elif allow:
                told["allow"] = "Authorize"
            page = self.browser.post(page.url, data=told, timeout=60, allow_redirects=False)
            page = self._follow(page)
        assert page.status_code == 302, page.text
        return page.headers["Location"]

    def _get(self, there: str) -> requests.Response:
        return self._follow(self.browser.get(there, timeout=60, allow_redirects=False))

    def _follow(self, page: requests.Response) -> requests.Response:
        """Go along with redirects that stay at the provider."""
        while page.is_redirect and (there := urljoin(page.url, page.headers["Location"])).startswith(self.address):
            page = self.browser.get(there, timeout=60, allow_redirects=False)
        return page


__all__ = ["CLIENT_ID", "CLIENT_SECRET", "Organisation", "start"]
