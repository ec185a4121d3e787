"""Asks ClamAV about a file, over the protocol of clamd (INSTREAM): a few lines, with a bound on every wait."""

import io
import re
import socket
from typing import BinaryIO
from urllib.parse import urlsplit

_SECONDS = 60
_BLOCK = 64 * 1024
_LONGEST_ANSWER = 4_096
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9._-]")


class NotScanned(OSError):
    """The scanner was away, or could not say."""


def scan(url: str, file: io.RawIOBase | BinaryIO) -> str:
    """Return what clamd at `url` (tcp://host:port or unix:///path) found in `file`: nothing, or a name of its list.

    Raises NotScanned.
    """
    try:
        with _connected(url) as line:
            line.sendall(b"zINSTREAM\0")
            while block := file.read(_BLOCK):
                line.sendall(len(block).to_bytes(4, "big") + block)
            line.sendall(bytes(4))
            answer = _answer(line)
    except (OSError, ValueError) as away:
        raise NotScanned("the scanner did not answer") from away
    if answer.endswith(" FOUND"):
        return _NOT_A_NAME.sub("", answer.removeprefix("stream: ").removesuffix(" FOUND"))[:80] or "onbekend"
    if answer == "stream: OK":
        return ""
    raise NotScanned("the scanner could not say")


def _connected(url: str) -> socket.socket:
    place = urlsplit(url)
    if place.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        try:
            line.connect(place.path)
        except OSError:
            line.close()
            raise
        return line
    if place.scheme != "tcp" or not place.hostname:
        raise ValueError("CLAMD_URL is tcp://host:port or unix:///path")
    return socket.create_connection((place.hostname, place.port or 3310), timeout=_SECONDS)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode("ascii", "replace")
