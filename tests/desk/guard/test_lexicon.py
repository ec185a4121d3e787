"""The words of the guard are built once, whole or not at all, and read by every process of the machine."""

import os
import stat
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import marisa_trie
import pytest

from desk.guard import lexicon
from desk.guard.lexicon import build, sources
from desk.guard.lexicon.build import built, fingerprint
from desk.guard.lexicon.entries import FORMAT, UNKNOWN, Is

ROOT = Path(__file__).resolve().parents[3]
FEW = {"vader": [Is.FORM, 19, 8], "annelies": [Is.FIRST_NAME, 6, 0], "tjerkgaast": [Is.PLACE, 0, 0]}


@pytest.fixture
def times_built(monkeypatch) -> list[int]:
    """Build of three words, and count how often."""
    times: list[int] = []

    def entries() -> dict[str, list[int]]:
        times.append(1)
        time.sleep(0.05)  # so that another comes meanwhile
        return {word: [int(value) for value in entry] for word, entry in FEW.items()}

    monkeypatch.setattr(build, "_entries", entries)
    return times


@pytest.fixture
def started(monkeypatch) -> None:
    """A process that has loaded nothing yet; afterwards the lexicon of the tests is back."""
    monkeypatch.setattr(lexicon._Loaded, "words", None)
    monkeypatch.setattr(lexicon._Loaded, "folder", None)


def words_in(made: Path) -> dict[str, tuple[int, ...]]:
    return dict(marisa_trie.RecordTrie(FORMAT).mmap(str(made)).items())


def whole(made: Path) -> bool:
    return words_in(made) == {word: tuple(map(int, entry)) for word, entry in FEW.items()}


def run(code: str, *given: str) -> subprocess.CompletedProcess[str]:
    """Another process, without settings, keys or a database."""
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", textwrap.dedent(code), *given]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


# ---- one process


def test_into_an_empty_folder_it_is_built(tmp_path, times_built):
    made = built(tmp_path / "a" / "b")
    assert made.name == f"words-{fingerprint()}.marisa"
    assert whole(made)
    assert len(times_built) == 1


def test_nothing_but_the_words_and_the_lock_is_left(tmp_path, times_built):
    made = built(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {made.name, "building"}


def test_what_is_there_is_read_and_not_built_again(tmp_path, times_built):
    made = built(tmp_path)
    before = made.stat()
    assert built(tmp_path) == made
    assert made.stat() == before
    assert len(times_built) == 1


def test_an_image_that_brings_its_words_writes_nothing(tmp_path, times_built, monkeypatch):
    made = built(tmp_path)
    (tmp_path / "building").unlink()
    before = tmp_path.stat()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError("wrote, or locked, where nothing may be written")

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("fcntl.flock", refuse)
    assert built(tmp_path) == made
    assert tmp_path.stat() == before


def test_words_of_an_older_version_are_cleared_away(tmp_path, times_built):
    old = tmp_path / "words-0123456789abcdef.marisa"
    old.write_bytes(b"old")
    made = built(tmp_path)
    assert not old.exists()
    assert whole(made)


def test_where_nothing_can_be_written_the_builder_says_so(tmp_path, times_built):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match="file"):
        built(tmp_path / "file" / "words")


def test_a_builder_that_breaks_down_leaves_no_words(tmp_path, times_built, monkeypatch):
    def break_down() -> dict[str, list[int]]:
        raise MemoryError

    monkeypatch.setattr(build, "_entries", break_down)
    with pytest.raises(MemoryError):
        built(tmp_path)
    assert list(tmp_path.glob("*.marisa")) == []


def test_the_next_start_builds_what_a_broken_one_did_not(tmp_path, times_built, monkeypatch):
    (tmp_path / "tmpabc123").write_bytes(b"half a file, of a process that was killed")
    (tmp_path / "building").touch()
    assert whole(built(tmp_path))


@pytest.mark.parametrize("part", [0, 100, -8])
def test_a_file_that_was_cut_short_is_built_again(tmp_path, times_built, started, part):
    made = built(tmp_path)
    made.write_bytes(made.read_bytes()[:part])
    lexicon.use(tmp_path)
    assert lexicon.entry("annelies").lists == Is.FIRST_NAME
    assert whole(built(tmp_path))


def test_who_says_no_folder_is_told(started):
    with pytest.raises(RuntimeError, match=r"use\(folder\)"):
        lexicon.warm()


def test_a_word_is_known_or_it_is_not(tmp_path, times_built, started):
    lexicon.use(tmp_path)
    assert lexicon.entry("annelies") == (Is.FIRST_NAME, 6, 0)
    assert lexicon.entry("annelie") == lexicon.entry("") == UNKNOWN
    assert list(lexicon.beginning_with("tj", 5)) == ["tjerkgaast"]
    assert list(lexicon.beginning_with("", 2)) == ["annelies", "tjerkgaast"]


# ---- what it is made of


def test_the_same_packages_give_the_same_words():
    assert fingerprint() == fingerprint()


@pytest.mark.parametrize("package", sources.PACKAGES)
def test_another_version_of_a_package_gives_other_words(package, monkeypatch):
    before = fingerprint()
    now = build.version
    monkeypatch.setattr(build, "version", lambda name: "99.0" if name == package else now(name))
    assert fingerprint() != before


@pytest.mark.parametrize("part", ["sources.py", "build.py", "entries.py", "fold.py"])
def test_other_code_gives_other_words(part, monkeypatch):
    before = fingerprint()
    read = Path.read_text
    monkeypatch.setattr(Path, "read_text", lambda path, **how: read(path, **how) + "#" * (path.name == part))
    assert fingerprint() != before


def test_with_other_words_a_new_file_is_made(tmp_path, times_built, monkeypatch):
    first = built(tmp_path)
    monkeypatch.setattr(build, "version", lambda _name: "99.0")
    second = built(tmp_path)
    assert second != first
    assert not first.exists()
    assert len(times_built) == 2


# ---- many at once


def test_four_threads_at_once_build_it_once(tmp_path, times_built):
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(built, [tmp_path] * 4))
    assert len(made) == len(times_built) == 1
    assert whole(made.pop())


def test_four_threads_that_ask_for_a_word_load_one_lexicon(tmp_path, times_built, started, monkeypatch):
    loaded: list[str] = []
    trie = marisa_trie.RecordTrie
    monkeypatch.setattr(
        "desk.guard.lexicon.marisa_trie.RecordTrie", lambda form, *of: loaded.append(form) or trie(form, *of)
    )
    lexicon.use(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lexicon.entry, ["annelies"] * 16)) == {(Is.FIRST_NAME, 6, 0)}
    assert len(loaded) == 2, "once to build, once to read"
    assert len(times_built) == 1


SLOWLY = """
    import sys, time
    from pathlib import Path
    from desk.guard.lexicon import build
    def entries():
        print("built")
        time.sleep(0.5)
        return {"annelies": [2, 6, 0]}
    build._entries = entries
    print(build.built(Path(sys.argv[1])).name)
"""


def test_two_processes_at_once_build_it_once(tmp_path):
    with ThreadPoolExecutor(2) as pool:
        said = [done.stdout.split() for done in pool.map(lambda _: run(SLOWLY, str(tmp_path)), range(2))]
    assert sorted(map(len, said)) == [1, 2], "one builds, the other waits and reads"
    assert words_in(tmp_path / said[0][-1]) == {"annelies": (2, 6, 0)}


# ---- the command of the image

WATCHED = """
    import runpy, sys
    def watch(event, args):
        if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.system"):
            raise SystemExit(f"{event} {args}")
        writes = event == "open" and (set(str(args[1])) & set("wax+") or (args[1] is None and args[2] & 3))
        if writes or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir"):
            print("wrote", args[0])
    sys.addaudithook(watch)
    sys.argv = ["guard", sys.argv[1]]
    runpy.run_module("desk.guard", run_name="__main__")
    print("django" if "desk.settings" in sys.modules else "no settings")
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("image") / "words"
    return folder, run(WATCHED, str(folder))


def test_the_command_builds_the_real_words_without_settings_or_network(command):
    folder, done = command
    assert (done.returncode, done.stderr) == (0, "")
    made = folder / f"words-{fingerprint()}.marisa"
    assert done.stdout.splitlines()[-2:] == [str(made), "no settings"]
    assert len(words_in(made)) > 100_000


def test_the_command_writes_in_its_folder_and_nowhere_else(command):
    folder, done = command
    written = [line.removeprefix("wrote ") for line in done.stdout.splitlines() if line.startswith("wrote ")]
    assert len(written) >= 3
    assert [path for path in written if not Path(path).is_relative_to(folder) and path != "/dev/null"] == []


def test_what_the_command_made_can_be_read_by_whoever_runs_the_desk(command):
    folder, _ = command
    for path in (folder, *folder.glob("*.marisa")):
        assert path.stat().st_mode & (stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0))
    assert folder.stat().st_mode & stat.S_IXOTH
