"""What an address that somebody typed cannot make the desk do: reach its own network, wait, or fill its memory."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests

from desk.accounts import fetch
from desk.openid import OpenID

HERE = OpenID("https://school.example", "meldesk", "geheim", "school", row=1)


OWN = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 fe80::1%eth0 fd00::1 "
    "::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: 2001:0:1::1 ::"
)


@pytest.mark.parametrize("address", OWN.split())
def test_the_own_network_is_not_public(address):
    assert not fetch.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450::1", "::ffff:8.8.8.8"])
def test_the_rest_of_the_world_is(address):
    assert fetch.is_public(address)


def browser_for(here: OpenID) -> requests.Session:
    browser = requests.Session()
    fetch.bound(browser, here)
    return browser


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://2130706433/", "http://school.example/"],
)
def test_outside_practice_nothing_of_the_own_network_is_asked(url, settings, monkeypatch):
    settings.PRACTICE = False
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was made"))
    with browser_for(HERE) as browser, pytest.raises(requests.RequestException):
        browser.get(url)


def test_a_name_that_leads_elsewhere_a_moment_later_gets_no_byte(settings, monkeypatch):
    """Rebinding: public when it is looked up to be checked, of this machine when it is called."""
    settings.PRACTICE = False
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as here:
        port = here.getsockname()[1]
        real = socket.getaddrinfo
        told = iter([[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))], real("127.0.0.1", port)])
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(told))
        with browser_for(HERE) as browser, pytest.raises(requests.RequestException):
            browser.get(f"https://school.example:{port}/")
        line, _ = here.accept()
        line.settimeout(2)
        heard.append(line.recv(1))
        line.close()
    assert heard == [b""]


def test_no_proxy_and_no_password_of_the_environment(settings):
    settings.PRACTICE = False
    assert not browser_for(HERE).trust_env


def test_on_a_practice_desk_it_may_stand_on_this_machine(server):
    with browser_for(HERE) as browser:
        assert browser.get(f"{server}/small").json() == {"a": 1}


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        body = b'{"a": 1}' if self.path == "/small" else b" " * (fetch.MOST + 9000)
        try:
            self.wfile.write(body)
        except OSError:  # whoever asked has had enough
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    held = HTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=held.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{held.server_port}"
    held.shutdown()
    thread.join()
    held.server_close()


def test_an_answer_without_end_is_broken_off(server):
    with browser_for(HERE) as browser, pytest.raises(fetch.OutOfBounds):
        browser.get(f"{server}/large")


def test_headers_that_trickle_are_broken_off(monkeypatch):
    """A line of a header every now and then: no wait is long, and the answer never begins."""
    monkeypatch.setattr(fetch, "LONGEST", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as here:
        thread = threading.Thread(target=_trickle, args=[here])
        thread.start()
        with browser_for(HERE) as browser, pytest.raises(fetch.OutOfBounds):
            browser.get(f"http://127.0.0.1:{here.getsockname()[1]}/")
        thread.join()


def _trickle(here: socket.socket) -> None:
    line, _ = here.accept()
    with line, suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(40):
            line.sendall(f"X-{number}: 1\r\n".encode())
            time.sleep(0.05)
        line.sendall(b"Content-Length: 2\r\n\r\n{}")


def test_an_answer_that_is_reset_in_its_midst_is_out_of_bounds():
    """The line of one that was cut may be reset by the other side, while its body is read."""
    with socket.create_server(("127.0.0.1", 0)) as here:
        thread = threading.Thread(target=_reset, args=[here])
        thread.start()
        with browser_for(HERE) as browser, pytest.raises(fetch.OutOfBounds):
            browser.get(f"http://127.0.0.1:{here.getsockname()[1]}/")
        thread.join()


def _reset(here: socket.socket) -> None:
    line, _ = here.accept()
    with line:
        line.recv(65536)
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
        # Closing without waiting for what is under way is said to the other side as a reset.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_an_answer_that_takes_too_long_is_broken_off(server, monkeypatch):
    monkeypatch.setattr(fetch, "LONGEST", -1)
    with browser_for(HERE) as browser, pytest.raises(fetch.OutOfBounds):
        browser.get(f"{server}/small")
