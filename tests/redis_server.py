"""A Redis of its own, that can be killed, made to hang, and started again."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.needle_scan.desks import until
from tests.ports import free_port

_KEEPS_NOTHING = ("--save", "", "--appendonly", "no")


def is_here() -> bool:
    """Say whether this machine has one."""
    return bool(shutil.which("redis-server"))


@contextmanager
def a_redis(*kept: str) -> Iterator[str]:
    """Give the address of one on a free port; an empty one where this machine has none."""
    if not is_here():
        yield ""
        return
    server = RedisServer(f"redis://127.0.0.1:{free_port()}/0", *kept)
    try:
        yield server.address
    finally:
        server.close()


class RedisServer:
    """Listens where `address` says. As the shipped one it keeps nothing on the disk, unless `kept` says so."""

    def __init__(self, address: str, *kept: str) -> None:
        self.address, self._port, self._kept = address, urlsplit(address).port or 0, kept or _KEEPS_NOTHING
        self._running: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it, empty, and wait until it answers."""
        line = ["redis-server", "--bind", "127.0.0.1", "--port", str(self._port), *self._kept]
        self._running = subprocess.Popen(line, stdout=subprocess.DEVNULL, cwd="/")
        until(self._answers, "Redis answers")

    def kill(self) -> None:
        """kill -9: what was in it is gone."""
        assert self._running
        self._running.kill()
        self._running.wait()

    def hang(self) -> None:
        """It takes connections still, and says nothing."""
        assert self._running
        self._running.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It answers again."""
        assert self._running
        self._running.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """Let it end by itself."""
        assert self._running
        self._running.terminate()
        self._running.wait(10)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(7) == b"+PONG\r\n"
        except OSError:
            return False
