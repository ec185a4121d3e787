"""The files in which processes count: one for each, and those of processes that ended folded into one."""

import fcntl
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.mmap_dict import MmapedDict

_HOST = re.sub(r"[^A-Za-z0-9.]", "-", socket.gethostname())[:60]
_OF_A_PROCESS = re.compile(rf"(counter|histogram)_{re.escape(_HOST)}-(\d+)\.db")


def this_process() -> str:
    """Return what this process is known by. Web and worker may be containers that each have a process with number 7."""
    return f"{_HOST}-{os.getpid()}"


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Keep others from folding meanwhile: halfway a figure stands in two files, or in none."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fold(folder: Path) -> None:
    """Add up the files of processes of this machine that ended: a web process is replaced every 5,000 requests."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with reading(folder):
        for file in folder.iterdir():
            named = _OF_A_PROCESS.fullmatch(file.name)
            if named and not Path("/proc", named[2]).exists():
                _add(file, folder / f"{named[1]}_{_HOST}-ended.db")
                file.unlink()


def _add(file: Path, together: Path) -> None:
    total = MmapedDict(str(together))
    for key, value, _, _ in MmapedDict.read_all_values_from_file(str(file)):
        total.write_value(key, total.read_value(key)[0] + value, 0.0)
    total.close()
