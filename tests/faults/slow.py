"""Slow clients, and uploads that stop half way: python -m tests.faults.slow SEED.

Some send their head a sign a second, some their form, some read a large answer slowly; others go on working. A stream
without an end to the page of documents takes no memory and leaves nothing behind.
"""

import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from tests.faults.apart import on_own_engines
from tests.faults.parts import Asked, Row
from tests.needle_scan.desks import until
from tests.redis_server import RedisServer

if TYPE_CHECKING:
    from tests.faults.processes import Running
    from tests.faults.visitor import Visitor

# Fewer than the four threads of one process of the shipped web server: against more of them a proxy stands in front
# (docs/faults-around.md).
SLOW, LOOKS = 3, 20
# Seconds that a page may take longer than without them.
LONGER = 5.0
STREAM = 1024**3
Told = Iterator[tuple[str, int | str, bool]]


def part(asked: Asked) -> list[Row]:
    """Let slow clients hold on to the shipped web server while a colleague works."""
    return on_own_engines("tests.faults.slow", asked, asked.trials or STREAM)


def main(size: int) -> Told:
    """Yield what was seen: (what, how many, must not be so)."""
    import django

    django.setup()
    from tests.faults import town as towns
    from tests.faults.processes import Running
    from tests.faults.visitor import Visitor

    town = towns.settle()
    redis = RedisServer(os.environ["REDIS_URL"])
    desk = Running(Path(os.environ["MELDESK_VAR"]), workers=0)
    try:
        visitor = Visitor(desk.answers().addresses[0])
        visitor.sign_in(town.noor)
        page = f"/meldingen/{town.reports[0].number}/bijlagen/"
        visitor.timed()
        for _ in range(LOOKS):
            visitor.get("/")
        alone = visitor.longest
        yield f"nobody is slow: slowest of {LOOKS} pages, ms", round(alone * 1000), False
        for kind, words in _slow(visitor, page).items():
            yield from _meanwhile(kind, words, desk.ports[0], visitor, alone)
        yield from _half_way(visitor, page, desk.ports[0])
        yield from _stream(visitor, page, desk, size)
    finally:
        desk.close()
        redis.kill()


def _slow(visitor: "Visitor", page: str) -> dict[str, bytes]:
    """What each kind of slow client says at once; the rest comes a sign a second."""
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.browser.cookies.items())
    head = f"Host: 127.0.0.1\r\nCookie: {cookies}\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\ncsrfmiddlewaretoken="
    return {
        "a slow head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        "a slow form": f"POST /meldingen/nieuw/ HTTP/1.1\r\n{head}{form}".encode(),
        "a slow document": _upload(visitor, page),
        "slow reading": f"GET /static/bootstrap5/css/bootstrap.min.css HTTP/1.1\r\n{head}\r\n".encode(),
    }


def _upload(visitor: "Visitor", page: str, size: int = 100_000) -> bytes:
    """The head of a request with a document, and the begin of that document."""
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.browser.cookies.items())
    token = visitor.browser.cookies["csrftoken"]
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    )
    kind = "Content-Type: multipart/form-data; boundary=b"
    told = f"POST {page} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n{kind}\r\nContent-Length: {size}\r\n\r\n"
    return (told + parts).encode()


def _meanwhile(kind: str, words: bytes, port: int, visitor: "Visitor", alone: float) -> Told:
    """Hold on with a few of them, and look at pages as a colleague."""
    with ExitStack() as held:
        lines = [held.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SLOW)]
        for line in lines:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            line.sendall(words)
        stop = threading.Event()
        drip = threading.Thread(target=_drip, args=(lines, stop))
        drip.start()
        visitor.timed()
        well = sum(_opens(visitor) for _ in range(LOOKS))
        stop.set()
        drip.join()
    yield f"{SLOW} with {kind}: pages of others answered, of {LOOKS}", well, well != LOOKS
    is_late = visitor.longest > alone + LONGER
    yield f"{SLOW} with {kind}: slowest of those, ms", round(visitor.longest * 1000), is_late


def _opens(visitor: "Visitor") -> bool:
    try:
        return visitor.get("/").status_code == 200
    except requests.RequestException:
        return False


def _drip(lines: list[socket.socket], stop: threading.Event) -> None:
    while not stop.wait(1):
        for line in lines:
            with suppress(OSError):
                line.sendall(b"x")


def _left() -> int:
    """How many files lie in the store."""
    from django.conf import settings

    return sum(1 for path in Path(settings.ATTACHMENT_DIR).rglob("*") if path.is_file())


def _half_way(visitor: "Visitor", page: str, port: int) -> Told:
    from desk.attachments.models import Attachment

    for _ in range(10):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(_upload(visitor, page) + b"x" * 50_000)
            time.sleep(0.2)
    with suppress(AssertionError):
        until(lambda: not _left(), "the half documents are gone")
    yield "10 uploads broken off: files left behind", _left(), bool(_left())
    yield "10 uploads broken off: documents with the report", Attachment.objects.count(), Attachment.objects.exists()
    after = visitor.get(page).status_code
    yield "and the page after that", after, after != 200


def _stream(visitor: "Visitor", page: str, desk: "Running", size: int) -> Told:
    """Send a document that never ends; watch the memory of the web server."""
    before, answer, sent = _memory(desk), b"", 0
    with socket.create_connection(("127.0.0.1", desk.ports[0])) as line:
        line.sendall(_upload(visitor, page, size))
        with suppress(OSError):
            while sent < size:
                line.sendall(b"x" * 1_000_000)
                sent += 1_000_000
        with suppress(OSError):
            line.settimeout(10)
            answer = line.recv(200)
    grown = _memory(desk) - before
    yield f"a stream of {size // 1024**2} MB to the page of documents: MB it took", sent // 1024**2, False
    yield "its answer", answer.split(b"\r\n")[0].decode() or "hung up", b" 50" in answer.split(b"\r\n")[0]
    yield "memory of the web server grew by, MB", grown // 1024, grown > 100 * 1024
    yield "files left behind", _left(), bool(_left())


def _memory(desk: "Running") -> int:
    """The largest memory the processes of the web server ever had, in kB."""
    pid = desk.pid("web 0")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_peak(int(one)) for one in (pid, *children))


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    sys.exit(print(json.dumps(list(main(int(sys.argv[2]))))))
