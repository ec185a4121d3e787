"""What fails under people at work: the database restarts, its rows are held, its disk or that of the log is full."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.at_work import as_rows
from tests.faults.engines import Safe
from tests.faults.parts import Asked, Row, skipped
from tests.faults.places import Place, a_cluster
from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.ports import free_port

CLIENTS, FORMS = 6, 8
AWAY = 4.0  # seconds that the database is gone
BETWEEN = 6.0  # seconds of peace around a fault
DISK_MB, LOG_MB = 256, 1
FULL_FOR = 8.0  # seconds
HELD_FOR = 20.0  # seconds, longer than anybody is made to wait
PATIENCE, POOL = 3, 1  # seconds and connections of the desk in the part where they run out
STILL_FOR = 30.0  # seconds, longer than anybody is made to wait
ANSWERS = 5  # seconds in which the database must answer, in the part where it does not
# Twice the patience, for a connection and then for what is held, and what a busy machine adds to that.
AT_MOST = 4 * PATIENCE + 8
# An answer that does not come, then a connection that does not, and what a busy machine adds to that.
AT_MOST_STILL = ANSWERS + 2 + PATIENCE + 8
Trouble = Callable[[Place], None]


def restarted(asked: Asked) -> list[Row]:
    """PostgreSQL is stopped (fast: who is connected is cut off; immediate: as a crash) and started under way."""
    if reason := postgres.cannot_run():
        return skipped(reason)
    with a_cluster() as place:
        return as_rows(_during(place, asked, _restarts))


def exhausted(asked: Asked) -> list[Row]:
    """A pool of one connection, and a long transaction that holds what everybody wants."""
    if reason := postgres.cannot_run():
        return skipped(reason)
    with a_cluster(DATABASE_POOL_MAX=str(POOL), DATABASE_PATIENCE=str(PATIENCE)) as place:
        return as_rows(_during(place, asked, _holds), patience=AT_MOST)


def stands_still(asked: Asked) -> list[Row]:
    """The database breaks nothing off and answers nothing, as when its disk hangs; then it goes on where it was."""
    if reason := postgres.cannot_run():
        return skipped(reason)
    with a_cluster(DATABASE_ANSWERS_WITHIN=str(ANSWERS), DATABASE_PATIENCE=str(PATIENCE)) as place:
        return as_rows(_during(place, asked, _stops), patience=AT_MOST_STILL)


def disk_full(asked: Asked) -> list[Row]:
    """The disk of the database has no byte left for some seconds."""
    if reason := postgres.cannot_run() or cannot_mount():
        return skipped(reason)
    with a_cluster(OnSmallDisk(free_port())) as place:
        return as_rows(_during(place, asked, _fills))


def log_full(asked: Asked) -> list[Row]:
    """The disk of the log is full from the start to the end: every act is stored and in the trail all the same."""
    if reason := postgres.cannot_run() or cannot_mount():
        return skipped(reason)
    with a_cluster() as place, small_disk(LOG_MB) as disk:
        ballast(disk)
        return as_rows(_during(place, asked, lambda _: time.sleep(BETWEEN), disk / "desk.log"))


def _during(place: Place, asked: Asked, trouble: Trouble, log: Path | None = None) -> dict[str, Any]:
    return during(place, asked.seed, asked.clients or CLIENTS, asked.trials or FORMS, trouble, log)


def during(
    place: Place,
    seed: int,
    clients: int,
    forms: int,
    trouble: Trouble,
    log: Path | None = None,
    pages: Sequence[str] = ("/",),
) -> dict[str, Any]:
    """Let so many people send so many forms each and read these pages, with this trouble; return what came of it."""
    for mark in ("working", "mended"):
        (place.folder / mark).unlink(missing_ok=True)
    work = place.begun("tests.faults.at_work", seed, clients, forms, log or "-", *pages)
    until(lambda: work.poll() is not None or (place.folder / "working").exists(), "people are at work", patience=600)
    try:
        if work.poll() is None:
            trouble(place)
    finally:
        (place.folder / "mended").touch()
        said = work.communicate()[0]
    assert work.returncode == 0, "the people at work stopped"
    figures: dict[str, Any] = place.said(said)
    return figures


def _restarts(place: Place) -> None:
    assert place.engine
    for how in (signal.SIGINT, signal.SIGQUIT):
        time.sleep(BETWEEN)
        place.engine.stop(how)
        time.sleep(AWAY)
        place.engine.start()


def _stops(place: Place) -> None:
    assert place.engine
    time.sleep(BETWEEN)
    with place.engine.standing_still():
        time.sleep(STILL_FOR)


def _holds(place: Place) -> None:
    assert place.engine
    time.sleep(BETWEEN)
    with psycopg.connect(place.engine.owner_url) as line:
        line.execute("LOCK TABLE reports_report, advice_advice IN ACCESS EXCLUSIVE MODE")
        time.sleep(HELD_FOR)
        line.rollback()


def _fills(place: Place) -> None:
    assert place.engine
    time.sleep(BETWEEN)
    end = time.monotonic() + FULL_FOR
    while time.monotonic() < end:
        filled = ballast(place.engine.folder)
        time.sleep(0.2)
    filled.unlink()
    # Whoever started it starts it again, as Docker does: without room for its log it may have given up.
    place.engine.start_if_dead()


class OnSmallDisk(Safe):
    """The same, on a disk of its own that can be filled."""

    def _make(self) -> None:
        mount(self.folder, DISK_MB)
        super()._make()

    def close(self) -> None:
        if self._server:
            self.stop()
        unmount(self.folder)
        super().close()


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk in memory."""
    folder = Path(tempfile.mkdtemp(prefix="faults-disk-"))
    mount(folder, megabytes)
    try:
        yield folder
    finally:
        unmount(folder)
        folder.rmdir()


def mount(folder: Path, megabytes: int) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)


def unmount(folder: Path) -> None:
    if os.path.ismount(folder):
        subprocess.run(["umount", folder], check=True)


def cannot_mount() -> str:
    """Return why no disk in memory can be made here, or an empty text."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, text=True
        )
        if done.returncode:
            return f"no disk can be mounted here: {done.stderr.strip()}"
        unmount(Path(folder))
    return ""


def ballast(folder: Path) -> Path:
    """Fill what is left of this disk, to the last byte; return the file that does."""
    path = folder / "ballast"
    with path.open("ab", buffering=0) as file, suppress(OSError):
        for size in (2**20, 2**12, 1):
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
    return path
