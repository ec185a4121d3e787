"""How a file lies on the disk: encrypted, whole or not given, and never in memory as a whole."""

import io
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.attachments import store
from desk.attachments.cleaning.verdict import Fault, Rejected
from desk.attachments.rewriting import rewrite
from desk.attachments.vault import PIECE, TAG, Damaged, Opened, Sealer, digest_of, key_of
from tests.desk.attachments.files import LETTER, MB, arrived

KEY = key_of("k" * 48, "naam")
EDGES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]


def sealed(plain: bytes, key: bytes = KEY) -> io.BytesIO:
    raw = io.BytesIO()
    with Sealer(raw, key) as sealer:
        for start in range(0, len(plain), 10_000):
            sealer.write(plain[start : start + 10_000])
    assert sealer.size == len(plain)
    assert sealer.digest == digest_of(raw)
    return raw


@pytest.mark.parametrize("count", EDGES)
def test_what_goes_in_comes_out(count):
    plain = bytes(n % 251 for n in range(count))
    opened = Opened(sealed(plain), KEY)
    assert opened.size == count
    assert io.BufferedReader(opened).read() == plain


@given(st.integers(0, 3 * PIECE), st.integers(0, 400))
def test_reading_begins_anywhere(start, count):
    plain = bytes(n % 251 for n in range(2 * PIECE + 77))
    reader = io.BufferedReader(Opened(sealed(plain), KEY))
    reader.seek(start)
    assert reader.read(count) == plain[start : start + count]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda body: body[:-1], id="a byte less"),
        pytest.param(lambda body: body[: PIECE + TAG], id="cut off between two pieces"),
        pytest.param(lambda body: body[PIECE + TAG :] + body[: PIECE + TAG], id="pieces swapped"),
        pytest.param(lambda body: bytes([body[0] ^ 1]) + body[1:], id="a bit turned"),
        pytest.param(lambda body: body + body[-40:], id="something added"),
        pytest.param(lambda body: b"", id="emptied"),
    ],
)
def test_what_was_changed_is_found(change):
    body = sealed(b"a" * (2 * PIECE + 9)).getvalue()
    with pytest.raises(Damaged):
        io.BufferedReader(Opened(io.BytesIO(change(body)), KEY)).read()


def test_another_key_opens_nothing():
    with pytest.raises(Damaged):
        Opened(sealed(b"brief"), key_of("k" * 48, "andere naam")).read()


def test_nobody_else_on_the_machine_sees_the_files(vault):
    stored = rewrite(arrived(LETTER))
    assert vault.stat().st_mode & 0o777 == 0o700
    assert (vault / stored.name).stat().st_mode & 0o777 == 0o600


def test_no_plain_byte_is_on_the_disk(vault):
    needle = b"Naaldvrouw " * 20_000
    upload = arrived(needle, "Naaldvrouw.txt")
    stored = rewrite(upload)
    upload.seek(0)
    assert b"Naald" not in upload.read()
    assert [file.name for file in vault.iterdir()] == [stored.name]  # the original has no name, and goes by itself
    assert b"Naald" not in (vault / stored.name).read_bytes()


def test_a_name_on_the_disk_tells_nothing(vault):
    one, other = rewrite(arrived(LETTER, "a.txt")), rewrite(arrived(LETTER, "a.txt"))
    assert one.name != other.name
    assert len(one.name) == 32
    assert one.digest != other.digest  # the same letter twice cannot be seen from outside


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"x" * 99)], ids=["gone", "another"])
def test_a_file_that_is_gone_or_another_is_not_given(vault, harm):
    stored = rewrite(arrived(LETTER))
    harm(vault / stored.name)
    with pytest.raises(Damaged):
        store.open_whole(stored.name, stored.digest)


def test_only_files_of_the_store_are_destroyed(vault, tmp_path):
    other = tmp_path / "elders.txt"
    other.write_text("blijft")
    vault.mkdir()
    store.destroy(["../elders.txt", "", "a" * 32])
    assert other.exists()


# ---- twenty megabytes through a memory that stays flat


def fed(count: int) -> int:
    """Bytes of memory at the highest while a text of this size comes in, is cleaned and is read back."""
    block = b"Zij was twintig dagen niet op school.\n" * 1_700
    tracemalloc.start()
    try:
        upload = _in_pieces(block, count)
        stored = rewrite(upload)
        with store.open_whole(stored.name, stored.digest) as opened:
            while opened.read(PIECE):
                pass
        upload.close()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _in_pieces(block: bytes, count: int):
    from desk.attachments.uploads import SealedUploadHandler

    handler = SealedUploadHandler()
    handler.new_file("file", "lang.txt", "text/plain", count)
    sent = 0
    while sent + len(block) <= count:
        handler.receive_data_chunk(block, sent)
        sent += len(block)
    return handler.file_complete(sent)


def test_memory_is_flat():
    fed(1 * MB)  # what is loaded once
    small, large = fed(1 * MB), fed(20 * MB)
    assert large < small + MB, (small, large)
    assert large < 2 * MB


def test_memory_would_be_seen_if_it_were_not_flat(monkeypatch):
    """The measure itself: a handler that keeps what came in is found out."""
    kept: list[bytearray] = []
    plain = Sealer.write
    monkeypatch.setattr(Sealer, "write", lambda self, data: kept.append(bytearray(data)) or plain(self, data))
    assert fed(20 * MB) > 15 * MB


def with_memory(monkeypatch, most: int) -> None:
    """Let the other process fail when it held more than `most` bytes at once; it is asked at its own end.

    Not by RUSAGE_CHILDREN: that counts what the process held before it became another, which is what this one holds.
    """
    script = (
        "import re, sys; from pathlib import Path; from desk.attachments.cleaning.__main__ import main; main(); "
        "held = int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) * 1024; "
        f"sys.exit(held > {most})"
    )
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **told: run([command[0], "-c", script], **told))


def test_the_other_process_stays_within_its_bounds(monkeypatch):
    with_memory(monkeypatch, 200 * MB)
    assert rewrite(arrived(b"Zij zei niets.\n" * (20 * MB // 15))).size


def test_a_process_that_held_too_much_would_be_seen(monkeypatch):
    with_memory(monkeypatch, 40 * MB)
    with pytest.raises(Rejected):
        rewrite(arrived(b"Zij zei niets.\n" * (20 * MB // 15)))


# ---- a disk that is full


@pytest.mark.parametrize("where", ["scratch", "create"])
def test_a_full_disk_is_a_sentence_and_leaves_nothing(vault, monkeypatch, where):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, where, full)
    with pytest.raises(Rejected) as refusal:
        rewrite(arrived(LETTER))
    assert refusal.value.fault == Fault.NO_ROOM
    assert not vault.exists() or list(vault.iterdir()) == []


def test_a_disk_that_fills_up_halfway_leaves_nothing(vault, monkeypatch):
    written = Sealer._put

    def put(self, piece: bytes, *, last: bool) -> None:
        if self._pieces > 2:
            raise OSError(28, "No space left on device")
        written(self, piece, last=last)

    monkeypatch.setattr(Sealer, "_put", put)
    upload = arrived(LETTER * 10_000)
    assert upload.fault == Fault.NO_ROOM
    assert list(vault.iterdir()) == []
