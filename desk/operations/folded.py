"""The files in which processes count: one for each, and those of processes that ended folded into one."""

import fcntl
import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.utils import timezone
from prometheus_client.mmap_dict import MmapedDict, mmap_key

from desk.deadlines import local_day

NOT_HELD = ""
HELD = "held"  # the label with the day that a figure waits for; it is taken off before anybody sees the figure
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


def today() -> date:
    """Return the day at the desk."""
    return local_day(timezone.now())


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
    found: dict[str, float] = {}
    for path in filter(Path.exists, (together, file)):
        for key, value, _, _ in MmapedDict.read_all_values_from_file(str(path)):
            found[_settled(key)] = found.get(_settled(key), 0.0) + value
    anew = together.with_suffix(".new")
    anew.unlink(missing_ok=True)
    total = MmapedDict(str(anew))
    for key, value in found.items():
        total.write_value(key, value, 0.0)
    total.close()
    anew.replace(together)


def _settled(key: str) -> str:
    """Return the key of a figure without its day once that is over: each day would make the files larger for ever."""
    metric, name, labels, told = json.loads(key)
    if NOT_HELD < labels.get(HELD, NOT_HELD) < today().isoformat():
        labels[HELD] = NOT_HELD
    return mmap_key(metric, name, list(labels), list(labels.values()), told)
