"""The same with the scanner itself, on a machine that has it: with a list of one virus, so that it starts at once."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from desk.attachments import clamd, store
from desk.attachments.cleaning.verdict import Kind
from desk.attachments.store import Stored
from desk.attachments.vault import Sealer
from tests.desk.attachments.files import EICAR, LETTER, MB
from tests.ports import free_port

CLAMD = shutil.which("clamd")
pytestmark = pytest.mark.skipif(CLAMD is None, reason="no clamd on this machine")


@pytest.fixture(scope="module")
def scanner(tmp_path_factory) -> Iterator[str]:
    place: Path = tmp_path_factory.mktemp("clamd")
    (place / "one.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    port = free_port()
    settings = {"DatabaseDirectory": place, "TCPSocket": port, "TCPAddr": "127.0.0.1", "Foreground": "yes"}
    (place / "clamd.conf").write_text("\n".join(f"{name} {value}" for name, value in settings.items()))
    command = [str(CLAMD), f"--config-file={place / 'clamd.conf'}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(port)
    yield f"tcp://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("clamd does not listen")


def lying(plain: bytes) -> Stored:
    name = store.new_name()
    with os.fdopen(store.create(name), "wb") as raw, Sealer(raw, store.key_for(name)) as sealer:
        sealer.write(plain)
    return Stored(name, Kind.TEXT, sealer.size, sealer.digest, sha256(plain).hexdigest())


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        pytest.param(LETTER, False, id="a letter"),
        pytest.param(LETTER * 250_000, False, id="a letter of many megabytes"),
        pytest.param(EICAR, True, id="eicar"),
        pytest.param(b"a" * (3 * MB) + EICAR, True, id="eicar after three megabytes"),
    ],
)
def test_e08_the_scanner_itself_tells_one_from_the_other(scanner, plain, found):
    stored = lying(plain)
    with store.open_whole(stored.name, stored.digest) as file:
        assert bool(clamd.scan(scanner, file)) is found
