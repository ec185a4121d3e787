"""Somebody at a screen: signs in with both steps, opens pages and sends forms over real HTTP, and is timed."""

import time
from typing import Any

import requests

from desk.accounts.models import User
from tests.signing_in import PASSWORD, next_code

PATIENCE = 60.0


class Visitor:
    """One browser. `longest` is how long the slowest answer took, in seconds, since `timed()`."""

    def __init__(self, address: str) -> None:
        self.address, self.longest = address, 0.0
        self.browser = requests.Session()
        # A line that the server closed in between is no fault of the desk.
        self.browser.headers["Connection"] = "close"

    def timed(self) -> None:
        self.longest = 0.0

    def get(self, path: str) -> requests.Response:
        return self._asked("GET", path)

    def post(self, path: str, fields: dict[str, Any], **more: Any) -> requests.Response:
        """Send a form, with the token of the cookie."""
        if "csrftoken" not in self.browser.cookies:
            self.get("/inloggen/")
        told = {"csrfmiddlewaretoken": self.browser.cookies["csrftoken"], **fields}
        return self._asked("POST", path, data=told, **more)

    def sign_in(self, user: User) -> requests.Response:
        """Both steps; returns the answer to the last one that was given."""
        self.browser.cookies.clear()
        first = self.post("/inloggen/", {"username": user.username, "password": PASSWORD})
        if first.status_code != 302:
            return first
        return self.post("/inloggen/tweede-stap/", {"code": next_code(user)})

    def _asked(self, method: str, path: str, **how: Any) -> requests.Response:
        before = time.monotonic()
        try:
            return self.browser.request(method, f"{self.address}{path}", timeout=PATIENCE, allow_redirects=False, **how)
        finally:
            self.longest = max(self.longest, time.monotonic() - before)
