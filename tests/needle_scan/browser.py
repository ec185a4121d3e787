"""A browser of few lines: plain HTTP with cookies, that shows what of an answer is seen outside the page."""

import http.client
import re
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from desk.accounts import totp

HOST = "desk.example"
APP = b"twintig-bytes-geheim"
OWN = f"https://{HOST}"
SESSION, TOKEN = "__Host-session", "__Host-csrf"
_PATIENCE = 60.0
Fields = Sequence[tuple[str, str | bytes]]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    page: str

    @property
    def face(self) -> bytes:
        """Headers, cookies and title: what travels further than the page itself."""
        titles = re.findall(r"<title>(.*?)</title>", self.page, re.S)
        return repr((self.headers, titles)).encode()


@dataclass
class Browser:
    """Somebody at a screen. The proxy with the certificate, which stands in front, is played along."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """Open a page."""
        return self.send("GET", path, headers=headers)

    def post(self, path: str, fields: Fields, headers: dict[str, str] | None = None, token: str = TOKEN) -> Answer:
        """Send a form with the token of the cookie `token`."""
        return self.send("POST", path, self.form(fields, token), headers)

    def form(self, fields: Fields, token: str = TOKEN) -> bytes:
        """Return the body of a form."""
        return urlencode([("csrfmiddlewaretoken", self.cookies.get(token, "")), *fields]).encode()

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        patience: float = _PATIENCE,
    ) -> Answer:
        """Send anything; raises TimeoutError when no answer comes within `patience` seconds."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            line.request(method, path, body, {**self.headers(), **(headers or {})})
            came = line.getresponse()
            answer = Answer(came.status, tuple(came.getheaders()), came.read().decode(errors="replace"))
        finally:
            line.close()
        self._keep_cookies(answer)
        return answer

    def break_off(self, path: str, body: bytes, part: float = 0.5) -> None:
        """Send the first part of a form, and hang up."""
        self.say(self.head("POST", path, len(body)) + body[: int(len(body) * part)], listen=False)

    def say(self, words: bytes, *, listen: bool = True) -> None:
        """Say something over the line that need not be HTTP, and `listen` until the desk hangs up."""
        # The desk may hang up before it heard all.
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE) as line, suppress(OSError):
            line.sendall(words)
            line.shutdown(socket.SHUT_WR)
            while listen and line.recv(65_536):
                pass

    def head(self, method: str, path: str, length: int) -> bytes:
        """Return the head of a request that closes its line."""
        told = {**self.headers(), "Content-Length": str(length), "Connection": "close"}
        return "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in told.items()), "", ""]).encode()

    def headers(self) -> dict[str, str]:
        """Return what goes along with every request."""
        return {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Origin": OWN,
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def sign_in(self, username: str, password: str) -> "Browser":
        """Open a session: password, and the code of the app that the seed set up."""
        self.get("/inloggen/")
        answer = self.post("/inloggen/", [("username", username), ("password", password)])
        assert answer.status == 302, answer.page
        # A code counts once: a second browser in the same half minute takes the next one.
        for later in (0, 30):
            code = totp.code_at(APP, datetime.now(UTC) + timedelta(seconds=later))
            answer = self.post("/inloggen/tweede-stap/", [("code", code)])
            if answer.status == 302:
                return self
        raise AssertionError(answer.page)

    def _keep_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                cookie, _, worth = value.partition(";")[0].partition("=")
                self.cookies[cookie] = worth
