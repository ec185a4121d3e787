"""One line to the desk, opened anew for each request: HTTP with cookies, as the proxy in front passes it on."""

import http.client
import socket
from collections.abc import Mapping
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode

HOST = "desk.example"
SESSION, TOKEN = "__Host-session", "__Host-csrf"
# Any text of this length will do: the desk compares what the form says with what the cookie says.
_SECRET = "m" * 32
_PATIENCE = 120.0


class Came(NamedTuple):
    """An answer: `seconds` from the first byte sent to the last one read."""

    status: int
    page: bytes
    seconds: float
    location: str


class Line:
    """Somebody at a screen. `cookies` are told per request, so that one line serves several people."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._line: http.client.HTTPConnection | None = None

    def get(self, path: str, cookie: str, headers: Mapping[str, str] | None = None) -> Came:
        """Open a page."""
        return self._send("GET", path, None, cookie, headers or {})

    def post(
        self, path: str, fields: list[tuple[str, str]], cookie: str, headers: Mapping[str, str] | None = None
    ) -> Came:
        """Send a form."""
        told = [pair for pair in fields if pair[0] != "csrfmiddlewaretoken"]
        body = urlencode([("csrfmiddlewaretoken", _SECRET), *told]).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, body, cookie, {**kind, **(headers or {})})

    def post_json(self, path: str, body: str, headers: Mapping[str, str]) -> Came:
        """Send what a system sends."""
        return self._send("POST", path, body.encode(), "", {"Content-Type": "application/json", **headers})

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line.close()
        self._line = None

    def _send(self, method: str, path: str, body: bytes | None, cookie: str, headers: Mapping[str, str]) -> Came:
        told = {"Host": HOST, "X-Forwarded-Proto": "https", "Origin": f"https://{HOST}", **headers}
        if cookie:
            told["Cookie"] = f"{SESSION}={cookie}; {TOKEN}={_SECRET}"
        try:
            return self._said(method, path, body, told)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # The web server breaks a line off when a worker is renewed. A form carries a key of its own, so that it is
            # stored once when it is sent again.
            self.close()
            return self._said(method, path, body, told)

    def _said(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Came:
        line = self._line or self._opened()
        began = perf_counter()
        try:
            line.request(method, path, body, dict(headers))
            came = line.getresponse()
            page = came.read()
        except BaseException:
            self.close()
            raise
        seconds = perf_counter() - began
        if came.will_close:
            self.close()
        return Came(came.status, page, seconds, came.getheader("Location", ""))

    def _opened(self) -> http.client.HTTPConnection:
        self._line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        self._line.connect()
        # Head and body of a form go out apart; without this the second waits for the answer to the first.
        self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._line
