"""The files in which processes count: one for each, and those of processes that ended folded into one.

Web, worker and clock share the folder, each in a container of its own that may come back under another name.
"""

import fcntl
import json
import logging
import os
import re
import secrets
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO

from django.utils import timezone
from prometheus_client.mmap_dict import MmapedDict, mmap_key

from desk.deadlines import local_day

NOT_HELD = ""
HELD = "held"  # the label with the day that a figure waits for; it is taken off before anybody sees the figure
_HOST = re.sub(r"[^A-Za-z0-9.]", "-", socket.gethostname())[:60]
_OF_A_PROCESS = re.compile(r"(counter|histogram)_(?!ended\.)(.+)\.db")
logger = logging.getLogger(__name__)
# What the library says of a file that is no file of figures: too short, or not what it wrote.
_DAMAGED = (struct.error, ValueError, RuntimeError, KeyError)


class _Mark(NamedTuple):
    name: str
    held: TextIO


_held: dict[int, _Mark] = {}  # the mark of this process, by its number: a fork has the one of its parent


def this_process(folder: Path) -> str:
    """Return what this process is known by, and mark it as running until it ends.

    Host and number tell too little: containers with one host name may each have a process with number 1.
    """
    pid = os.getpid()
    if pid not in _held:
        with reading(folder):
            for other in _held.values():
                other.held.close()
            _held.clear()
            name = f"{_HOST}-{pid}-{secrets.token_hex(4)}"
            _held[pid] = _Mark(name, (folder / f"{name}.runs").open("w"))
            fcntl.flock(_held[pid].held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return _held[pid].name


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Keep others from folding meanwhile: halfway a figure stands in two files, or in none."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def today() -> date:
    """Return the day at the desk."""
    return local_day(timezone.now())


def fold(folder: Path) -> None:
    """Add up the files of processes that ended: a web process is replaced every 5,000 requests, a container each time.

    Without this every container that ever was would leave its files, to be read at each question, for ever. A file that
    was damaged when the machine fell out is put aside: figures are worth no desk that does not start.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with reading(folder):
        for file in list(folder.iterdir()):
            named = _OF_A_PROCESS.fullmatch(file.name)
            if named and not _runs(folder / f"{named[2]}.runs"):
                _add(file, folder / f"{named[1]}_ended.db")
        for mark in list(folder.glob("*.runs")):
            if not _runs(mark):
                mark.unlink()


def _runs(mark: Path) -> bool:
    """Is this mark held? The kernel lets go of it when its process ends, in whatever container and however it ended.

    A number says less: it comes again, and that of another container cannot be looked up.
    """
    try:
        with mark.open("r+") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _add(file: Path, together: Path) -> None:
    found: dict[str, float] = {}
    for path in filter(Path.exists, (together, file)):
        for key, value in _figures_of(path):
            found[key] = found.get(key, 0.0) + value
    anew = together.with_suffix(".new")
    anew.unlink(missing_ok=True)
    total = MmapedDict(str(anew))
    for key, value in found.items():
        total.write_value(key, value, 0.0)
    total.close()
    anew.replace(together)
    file.unlink(missing_ok=True)


def _figures_of(path: Path) -> list[tuple[str, float]]:
    try:
        return [(_settled(key), value) for key, value, _, _ in MmapedDict.read_all_values_from_file(str(path))]
    except _DAMAGED:
        path.replace(path.with_suffix(".damaged"))
        logger.warning("a file of figures was damaged and is put aside")
        return []


def _settled(key: str) -> str:
    """Return the key of a figure without its day once that is over: each day would make the files larger for ever."""
    metric, name, labels, told = json.loads(key)
    if NOT_HELD < labels.get(HELD, NOT_HELD) < today().isoformat():
        labels[HELD] = NOT_HELD
    return mmap_key(metric, name, list(labels), list(labels.values()), told)
