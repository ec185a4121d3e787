"""Asks a provider over HTTP, within bounds: so many bytes, so many seconds, and nothing of the own network.

The address of a provider outside was typed by a person, and what it says of itself leads to more addresses: none of
them may make the desk speak with a machine that only the desk can reach.
"""

import socket
import threading
import time
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from desk.openid import OpenID

TIMEOUT = (3.05, 6)  # seconds to connect, and between two bytes of an answer
MOST = 512 * 1024  # bytes of an answer
LONGEST = 15  # seconds for the whole of one


class OutOfBounds(requests.RequestException):
    """An address or an answer that a provider must not have."""


def is_held_back(here: OpenID) -> bool:
    """Is this a provider that an administrator typed? On a practice desk it may stand on this machine."""
    return here.row is not None and not settings.PRACTICE


def bound(browser: requests.Session, here: OpenID) -> None:
    """Let `browser` ask within bounds alone."""
    adapter = _Bounded(held_back=is_held_back(here))
    for scheme in ("https://", "http://"):
        browser.mount(scheme, adapter)
    # A proxy of the environment would look the name up itself, and .netrc would give it a password.
    browser.trust_env = not is_held_back(here)


def is_public(address: str) -> bool:
    """May the desk speak with a machine at this address for somebody else?"""
    found: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.teredo or found.sixtofour or found in _NAT64:
            return False
        found = found.ipv4_mapped or found
    assert found is not None
    return found.is_global and not found.is_multicast


class _Nat64:
    def __contains__(self, address: IPv6Address) -> bool:
        return address.packed[:4] == bytes.fromhex("0064ff9b")


_NAT64 = _Nat64()


class _Timed:
    """A connection that is cut when its seconds are over, also while it says a little every now and then."""

    _cut: threading.Timer | None = None

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        # A second handle on the same line: the first becomes part of the TLS one.
        self._line = made.dup()
        self._cut = threading.Timer(LONGEST, _end, [self._line])
        self._cut.daemon = True
        self._cut.start()
        return made

    def close(self) -> None:
        if self._cut:
            self._cut.cancel()
            self._line.close()
        super().close()  # type: ignore[misc]


def _end(line: socket.socket) -> None:
    with suppress(OSError), line:
        line.shutdown(socket.SHUT_RDWR)


class _Plain(_Timed, HTTPConnection):
    pass


class _Secure(_Timed, HTTPSConnection):
    pass


class _Outside(_Secure):
    """A connection that goes to no machine of the own network, whatever a name leads to at this moment."""

    def _new_conn(self) -> socket.socket:
        told = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        if not all(is_public(str(place[4][0])) for place in told):
            raise OutOfBounds("not a public address")
        made = super()._new_conn()
        # The name may lead elsewhere by now; not a byte was sent yet.
        if not is_public(made.getpeername()[0]):
            made.close()
            raise OutOfBounds("not a public address")
        return made


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _OutsidePool(HTTPSConnectionPool):
    ConnectionCls = _Outside


class _Bounded(HTTPAdapter):
    def __init__(self, *, held_back: bool) -> None:
        self._held_back = held_back
        super().__init__()

    def init_poolmanager(self, *args: Any, **told: Any) -> None:
        super().init_poolmanager(*args, **told)
        here: dict[str, Any] = {"http": _PlainPool, "https": _SecurePool}
        self.poolmanager.pool_classes_by_scheme = {"https": _OutsidePool} if self._held_back else here

    def send(self, request: requests.PreparedRequest, **told: Any) -> requests.Response:  # type: ignore[override]
        """Return the answer, read to its end. Raises OutOfBounds."""
        if self._held_back and not str(request.url).startswith("https://"):
            raise OutOfBounds("not https")
        # Packed bytes could grow without end in the memory of the desk.
        request.headers["Accept-Encoding"] = "identity"
        until = time.monotonic() + LONGEST
        try:
            answer = super().send(request, **{**told, "stream": True, "timeout": TIMEOUT})
        except requests.RequestException as fault:
            if time.monotonic() > until:
                raise OutOfBounds("too long") from fault
            raise
        answer._content = _read(answer, until)
        answer._content_consumed = True
        return answer


def _read(answer: requests.Response, until: float) -> bytes:
    read = b""
    try:
        while part := answer.raw.read1(8192, decode_content=False):
            read += part
            if len(read) > MOST or time.monotonic() > until:
                raise OutOfBounds("too long")
    except HTTPError as fault:  # one that was cut may also read as one that broke
        raise OutOfBounds("too long" if time.monotonic() > until else "broken off") from fault
    finally:
        answer.close()
    # One that was cut reads as one that ended.
    if time.monotonic() > until:
        raise OutOfBounds("too long")
    return read
