"""A port for a server of a test is nobody else's, also a moment later."""

import socket
import subprocess
import sys
from pathlib import Path

from tests import ports

ROOT = Path(__file__).parents[1]


def test_no_port_is_given_twice_here_or_to_another_process():
    given = [ports.free_port() for _ in range(50)]
    assert len(set(given)) == 50
    ask = f"from tests import ports; print([port for port in {given} if ports._is_held(port)])"
    told = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"


def test_a_port_that_was_given_or_is_listened_on_is_passed_over(monkeypatch):
    given, listened_on, free = (ports.free_port() for _ in range(3))
    ports._GIVEN.difference_update({listened_on, free})
    offered = iter([given, listened_on, free])
    monkeypatch.setattr(ports.secrets, "choice", lambda _: next(offered))
    with socket.create_server(("127.0.0.1", listened_on)):
        assert ports.free_port() == free


def test_no_line_that_somebody_opens_can_take_it():
    limits = Path("/proc/sys/net/ipv4/ip_local_port_range")
    lowest = int(limits.read_text().split()[0]) if limits.exists() else 49_152
    assert ports.free_port() < lowest
