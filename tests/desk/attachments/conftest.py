"""A vault of its own for each test, and a scanner that answers as clamd does, over a real socket."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from desk.attachments import actions
from desk.attachments.models import Attachment
from tests import stories
from tests.desk.attachments.files import ARRIVED, LETTER, arrived

FOUND = b"EICAR"


@pytest.fixture(autouse=True)
def vault(settings, tmp_path) -> Iterator[Path]:
    settings.ATTACHMENT_DIR = tmp_path / "vault"
    yield settings.ATTACHMENT_DIR
    while ARRIVED:
        ARRIVED.pop().close()


@pytest.fixture
def put(at) -> Callable[..., Attachment]:
    """Put a file with a report through the action."""

    def lay(by, report, data: bytes = LETTER, name: str = "brief.txt", **told) -> Attachment:
        told = {"description": "Brief van school", "dated": None, "withheld": False, "submission": uuid4(), **told}
        return actions.add_attachment(by=by, at=told.pop("at", at), report=report, file=arrived(data, name), **told)

    return lay


class _Clamd(socketserver.BaseRequestHandler):
    """INSTREAM as clamd speaks it: pieces with their length before them, an empty one at the end."""

    def handle(self) -> None:
        assert self._take(10) == b"zINSTREAM\0"
        seen = b""
        while length := int.from_bytes(self._take(4), "big"):
            seen += self._take(length)
        self.server.seen.append(seen)
        mute = self.server.says
        self.request.sendall(mute or (b"stream: Eicar-Test-Signature FOUND\0" if FOUND in seen else b"stream: OK\0"))

    def _take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            more = self.request.recv(count - len(taken))
            assert more
            taken += more
        return taken


@pytest.fixture
def clamd(settings) -> Iterator[socketserver.ThreadingTCPServer]:
    """The scanner, and CLAMD_URL that leads to it. `seen` is what it was given, `says` another answer than its own."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd) as server:
        server.seen, server.says = [], b""
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def report(noor, at):
    return stories.a_report(by=noor, at=at)


@pytest.fixture
def where(report) -> str:
    return f"/meldingen/{report.number}/bijlagen/"


@pytest.fixture
def client(noor, client_of):
    return client_of(noor)


@pytest.fixture
def clean(noor, at, report):
    return stories.an_attachment(by=noor, at=at, report=report, clean=True)
