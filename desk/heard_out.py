"""Whoever sends a form is heard out, also when the answer is known before the end of it.

A form that is too large, or of somebody who is signed out, is answered without being read. A web server that closes the
line then breaks off who is still sending: a browser shows an empty page, a proxy says that the desk is away, and nobody
reads the sentence that tells what to do.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
# Bytes at a time, and bytes in all: as much as the proxy lets through (deploy/proxy), and start.py.
PIECE = 64 * 1024
MOST = 64 * 1024 * 1024


def heard_out(application: Application) -> Application:
    """Return `application` (WSGI) that reads what was left unread of a request before its answer is sent."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        told = application(environ, start_response)
        # The answer stands, whatever is wrong with the rest, or with the line.
        with suppress(Exception):
            _read_on(environ["wsgi.input"])
        return told

    return answer


def _read_on(rest: Any) -> None:
    left = MOST
    while left > 0 and (piece := rest.read(PIECE)):
        left -= len(piece)
