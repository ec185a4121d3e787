"""A Redis of its own, that can be killed, made to hang, and started again."""

import signal
import socket
import subprocess
from urllib.parse import urlsplit

from tests.needle_scan.desks import until

PATIENCE = 300.0  # seconds, on a machine with other work


class RedisServer:
    """Listens where `address` says. It keeps nothing on the disk, as the shipped one does not."""

    def __init__(self, address: str) -> None:
        self._port = urlsplit(address).port or 0
        self._running: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it, empty, and wait until it answers."""
        place = ["--bind", "127.0.0.1", "--port", str(self._port), "--save", "", "--appendonly", "no"]
        self._running = subprocess.Popen(["redis-server", *place], stdout=subprocess.DEVNULL, cwd="/")
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

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(7) == b"+PONG\r\n"
        except OSError:
            return False
