"""Ports of this machine, for a server that a test, a drill or a measurement starts itself."""

import socket


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port
