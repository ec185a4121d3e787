"""Containers come and go under other names and with the same numbers: what they counted stays, their files do not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.multiprocess import MultiProcessCollector

from desk.operations import folded

# A process of another container, as far as the folder can tell: another host, and number and mark of its own.
COUNTS = """
import sys
from functools import partial
from pathlib import Path
from prometheus_client import CollectorRegistry, Counter, values
from desk.operations import folded
folder = Path(sys.argv[1])
folded._HOST = sys.argv[2]
folded.fold(folder)
values.ValueClass = values.MultiProcessValue(partial(folded.this_process, folder))
Counter("pages", "Pages", registry=CollectorRegistry()).inc(float(sys.argv[3]))
print("counted", flush=True)
sys.stdin.read()
"""

FORKS = """
import os, sys
from pathlib import Path
from desk.operations import folded
folder = Path(sys.argv[1])
runs = lambda name: folded._runs(folder / f"{name}.runs")
parent = folded.this_process(folder)
assert folded.this_process(folder) == parent
child = os.fork()
if not child:
    mine = folded.this_process(folder)
    os._exit(0 if mine != parent and runs(mine) and runs(parent) else 1)
assert os.waitpid(child, 0)[1] == 0
assert runs(parent)
assert [runs(path.stem) for path in folder.glob(f"*-{child}-*.runs")] == [False]
"""


# Two processes that run at the same moment under one name and one number.
NAMED = """
import os
from pathlib import Path
from desk.operations import folded
folder = Path({folder!r})
os.getpid = lambda: 1
first = folded.this_process(folder)
kept, folded._held = folded._held, {{}}
second = folded.this_process(folder)
assert first != second
print(first, second)
"""


@pytest.fixture
def container(tmp_path):
    """Return how a container is started that counts so much; all of them end with the test."""
    begun: list[subprocess.Popen[str]] = []

    def start(host: str, counts: int) -> "subprocess.Popen[str]":
        line = [sys.executable, "-c", COUNTS, str(tmp_path), host, str(counts)]
        told = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "desk.settings"}
        begun.append(subprocess.Popen(line, env=told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert begun[-1].stdout.readline() == "counted\n"
        return begun[-1]

    yield start
    for one in begun:
        end(one)


def end(one: "subprocess.Popen[str]") -> None:
    one.send_signal(signal.SIGKILL)
    one.communicate()


def pages(folder: Path) -> float:
    found = {
        sample.name: sample.value for m in MultiProcessCollector(None, str(folder)).collect() for sample in m.samples
    }
    return found["pages_total"]


def files(folder: Path) -> int:
    return len(list(folder.glob("*.db"))) + len(list(folder.glob("*.runs")))


def test_containers_that_were_made_anew_leave_one_file_and_their_sum(tmp_path, container):
    for time in range(4):
        one = container(f"container-{time}", 10)
        assert pages(tmp_path) == 10 * (time + 1)
        assert files(tmp_path) == (2 if time == 0 else 3)
        end(one)


def test_a_container_that_still_counts_keeps_its_file(tmp_path, container):
    worker = container("worker", 5)
    end(container("web-1", 10))
    container("web-2", 20)
    assert pages(tmp_path) == 35
    assert list(tmp_path.glob(f"counter_worker-{worker.pid}-*.db"))
    assert not list(tmp_path.glob("counter_web-1-*.db"))


def test_two_containers_of_one_name_count_apart(tmp_path):
    """With the same host name each of them may be process number 1."""
    names = set()
    for _ in range(2):
        script = NAMED.format(folder=str(tmp_path))
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
        assert told.returncode == 0, told.stderr
        names.add(told.stdout)
    assert len(names) == 2


@pytest.mark.parametrize("content", [b"", b"\0" * 3, b"\x40\0\0\0" + b"\0" * 60, b"\x40\0\0\0" + b"\x07" * 60])
@pytest.mark.parametrize("name", ["counter_web-1.db", "counter_ended.db"])
def test_a_damaged_file_is_put_aside_and_the_desk_starts(tmp_path, container, content, name):
    end(container("web-2", 10))
    (tmp_path / name).write_bytes(content)
    end(container("web-3", 20))
    assert pages(tmp_path) == 30
    assert len(list(tmp_path.glob("*.damaged"))) == 1


def test_a_number_that_comes_again_goes_on_from_nothing(tmp_path):
    """The mark decides and not the number: this very process runs, and a file with its number is of one that ended."""
    path = tmp_path / f"counter_{folded._HOST}-{os.getpid()}.db"
    file = MmapedDict(str(path))
    file.write_value(mmap_key("pages", "pages_total", [], [], "Pages"), 7.0, 0.0)
    file.close()
    folded.fold(tmp_path)
    assert not path.exists()
    assert pages(tmp_path) == 7


def test_what_an_older_version_left_for_each_host_is_taken_over(tmp_path):
    for host in ("a", "b"):
        file = MmapedDict(str(tmp_path / f"counter_{host}-ended.db"))
        file.write_value(mmap_key("pages", "pages_total", [], [], "Pages"), 3.0, 0.0)
        file.close()
    folded.fold(tmp_path)
    assert [path.name for path in tmp_path.glob("*.db")] == ["counter_ended.db"]
    assert pages(tmp_path) == 6


def test_a_fork_is_marked_apart_from_its_parent(tmp_path):
    done = subprocess.run([sys.executable, "-c", FORKS, str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    folded.fold(tmp_path)
    assert files(tmp_path) == 0


def test_no_gauge_is_counted_by_a_process():
    """The library asks `mark_process_dead` for gauges of who lives; ours are asked when somebody fetches them."""
    from desk.operations import metrics

    assert {family.type for family in metrics.OURS.collect()} == {"counter", "histogram"}
