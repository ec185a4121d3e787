"""`make run` on a bare machine: installs once, starts three parts together and stops them together."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import start


def test_an_environment_is_known_by_the_lock_it_was_made_from(tmp_path: Path):
    assert not start.is_installed("desk", tmp_path)
    start.stamp("desk", tmp_path)
    assert start.is_installed("desk", tmp_path)
    (tmp_path / "installed-desk").write_text("another lock")
    assert not start.is_installed("desk", tmp_path)


def test_the_test_lock_brings_the_desk_along_and_not_the_other_way_round(tmp_path: Path):
    start.stamp("test", tmp_path)
    assert start.is_installed("desk", tmp_path)
    assert start.is_installed("test", tmp_path)
    start.stamp("desk", tmp_path)
    assert not start.is_installed("test", tmp_path)


def pins(name: str) -> set[str]:
    """Each package with its version and for which Python: one may have two."""
    return set(re.findall(r"^[a-z0-9-]+==[^\\\n]+", start.lock_file(name).read_text(), re.MULTILINE))


def test_what_is_tested_is_what_runs():
    tested = pins("test")
    for pin in pins("desk") | pins("otel"):
        # What runs on some machines only may be tested on all.
        assert pin in tested or f"{pin.partition(' ;')[0]} " in tested, pin


@pytest.mark.parametrize("name", ["desk", "otel", "test"])
def test_a_lock_names_no_registry_and_no_folder_of_a_machine(name: str):
    text = start.lock_file(name).read_text()
    assert not re.search(r"https?:|--index-url|--find-links|file:|/home/|/root/|/tmp/", text)
    assert len(re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)) == len(pins(name))


def test_an_old_python_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(start, "OLDEST", (99, 1))
    assert start.missing() == "Meldesk needs Python 99.1 or newer. Choose one: make run PYTHON=python3.11"


def test_a_debian_without_venv_is_told_the_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(start, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(start, "find_spec", lambda _name: None)
    assert start.missing().endswith("sudo apt-get install -y python3-venv")


@pytest.mark.parametrize(
    ("host", "listen", "page"),
    [
        ("127.0.0.1", "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("0.0.0.0", "0.0.0.0:8000", "http://127.0.0.1:8000"),
        ("::", "[::]:8000", "http://[::1]:8000"),
        ("desk.local", "desk.local:8000", "http://desk.local:8000"),
    ],
)
def test_addresses_are_written_as_servers_and_browsers_want_them(host: str, listen: str, page: str):
    assert start.listen_address(host, 8000) == listen
    assert start.page_address(host, 8000) == page


def test_a_taken_port_is_noticed_before_anything_starts(monkeypatch: pytest.MonkeyPatch, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert start.answers("127.0.0.1", port)
        assert not start.is_free("127.0.0.1", port)
        monkeypatch.setenv("HOST", "127.0.0.1")
        monkeypatch.setenv("PORT", str(port))
        assert start.run() == 1
    assert f"make run PORT={port + 1}" in capsys.readouterr().err
    assert start.is_free("127.0.0.1", port)


def test_the_desk_is_a_web_server_a_worker_and_one_clock():
    parts = start.commands("127.0.0.1", 8000)
    assert list(parts) == ["web server", "worker", "clock"]
    assert "--max-request-body-size=67108864" in parts["web server"]
    assert "--threads=8" in parts["web server"]
    assert sum("beat" in part for part in parts.values()) == 1


def supervised(*parts: str) -> subprocess.Popen[str]:
    """Start the launcher's supervisor with these small programs, its interrupts switched off as by a shell's `&`."""
    commands = {f"part {number}": [sys.executable, "-c", part] for number, part in enumerate(parts)}
    deaf = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    program = f"import signal, sys; {deaf}; import start; sys.exit(start.supervise({commands!r}, grace=1))"
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=start.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(paths: list[Path]) -> list[int]:
    """Wait until every part has written its process number, and return the numbers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        texts = [path.read_text() if path.exists() else "" for path in paths]
        if all(texts):
            return [int(text) for text in texts]
        time.sleep(0.05)
    raise AssertionError("the parts did not start")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def part(path: Path, *, deaf: bool = False) -> str:
    """Return a small program that writes its number and waits; a deaf one does not listen to a stop."""
    ears = "signal.signal(signal.SIGINT, signal.SIG_IGN);" if deaf else ""
    number = f"p = pathlib.Path({str(path)!r}); q = p.with_suffix('.new'); q.write_text(str(os.getpid())); q.rename(p)"
    return f"import os, pathlib, signal, time;{ears}{number};time.sleep(60)"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=["ctrl-c", "term", "hang-up"])
def test_a_stop_signal_stops_every_part_even_one_that_does_not_listen(tmp_path: Path, number: signal.Signals):
    files = [tmp_path / "one", tmp_path / "two", tmp_path / "deaf"]
    launcher = supervised(part(files[0]), part(files[1]), part(files[2], deaf=True))
    pids = wait_for(files)
    launcher.send_signal(number)
    launcher.communicate(timeout=60)
    assert launcher.returncode == 0
    assert not any(is_alive(pid) for pid in pids)


def test_when_one_part_dies_the_others_stop_and_its_name_is_said(tmp_path: Path):
    files = [tmp_path / "one"]
    launcher = supervised(part(files[0]), "import sys; sys.exit(3)")
    _, said = launcher.communicate(timeout=60)
    assert launcher.returncode == 1
    assert "this part ended: part 1 (exit 3)" in said
    assert not files[0].exists() or not is_alive(int(files[0].read_text()))
