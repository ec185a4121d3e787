"""Ports of this machine, for a server that a test, a drill or a measurement starts itself."""

import fcntl
import os
import secrets
import socket
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

# Linux gives whoever calls out a port from 32768 on: one of those that was free a moment ago need not be free now.
_PORTS = range(20_000, 32_000)
_GIVEN: set[int] = set()


def free_port() -> int:
    """Return a port that nobody listens on, and that nobody else gets from here until this process ends."""
    while (port := secrets.choice(_PORTS)) in _GIVEN or not (_is_held(port) and _is_free(port)):
        pass
    _GIVEN.add(port)
    return port


@cache
def _locks() -> IO[bytes]:
    return Path(tempfile.gettempdir(), f"meldesk-ports-{os.getuid()}").open("ab")


def _is_held(port: int) -> bool:
    try:
        fcntl.lockf(_locks(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)  # one byte of the file for each port
    except OSError:
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
