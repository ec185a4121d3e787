"""A database of its own for one run: how it is started, searched, and made to fail."""

import resource
import sqlite3
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests import migrated
from tests.needle_scan.places import session

NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


class Engine(ABC):
    """The database behind a desk."""

    vendor: str
    url: str
    owner_url: str
    folder: Path

    @abstractmethod
    def rows(self, question: str) -> list[tuple]:
        """Ask the database something."""

    @abstractmethod
    def prepared(self, environment: dict[str, str]) -> None:
        """Do what a desk in production needs behind its migrations."""

    @abstractmethod
    def dump(self) -> bytes:
        """Return all that it holds as text."""

    @abstractmethod
    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of it, after what it holds in memory was written down."""

    @abstractmethod
    def tables(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files in which nothing may be left of a word that was taken away."""

    @abstractmethod
    def look_at_rows(self) -> None:
        """Have it take samples of what the tables hold, as it does by itself after a while."""

    @abstractmethod
    def log(self) -> bytes:
        """Return what it said itself."""

    @abstractmethod
    def say(self, word: str) -> None:
        """Have it say a word in its own log, where it has one, and log every question from now on."""

    @abstractmethod
    def full(self, pids: Sequence[int]) -> AbstractContextManager[None]:
        """Inside, no file grows: the disk is full, also for the desk with these `pids`."""

    @abstractmethod
    def locked(self) -> AbstractContextManager[None]:
        """Inside, somebody else holds what every request must write to."""

    @abstractmethod
    def gone(self) -> AbstractContextManager[None]:
        """Inside, the database refuses to be opened."""

    @abstractmethod
    def close(self) -> None:
        """End it."""

    def sessions(self) -> bytes:
        """Return what all sessions hold."""
        return b"\n".join(session(data) for (data,) in self.rows("SELECT session_data FROM django_session"))

    def places(self) -> Iterator[tuple[str, bytes]]:
        """Yield everything that the database keeps."""
        yield from self.kept()
        yield "a dump", self.dump()
        yield "a session", self.sessions()


class Sqlite(Engine):
    """A file, its write-ahead log, and somebody who keeps that log from being cleared away unseen."""

    vendor = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "desk.sqlite3"
        migrated.copy_to(self._path)
        self.url = self.owner_url = f"sqlite:///{self._path}"
        self._line = sqlite3.connect(self._path, isolation_level=None)
        self._line.execute("PRAGMA journal_mode=WAL")
        self.rows("SELECT * FROM sqlite_master")

    def rows(self, question: str) -> list[tuple]:
        return self._line.execute(question).fetchall()

    def prepared(self, environment: dict[str, str]) -> None:
        pass

    def dump(self) -> bytes:
        return "\n".join(self._line.iterdump()).encode()

    def kept(self) -> Iterator[tuple[str, bytes]]:
        # By another process: a process that closes the file itself loses every lock it has on it.
        for file in sorted(filter(Path.is_file, self.folder.iterdir())):
            yield file.name, subprocess.run(["cat", file], stdout=subprocess.PIPE, check=True).stdout

    def tables(self) -> Iterator[tuple[str, bytes]]:
        yield from self.kept()

    def look_at_rows(self) -> None:
        pass

    def log(self) -> bytes:
        return b""

    def say(self, word: str) -> None:
        pass

    @contextmanager
    def full(self, pids: Sequence[int]) -> Iterator[None]:
        for pid in pids:
            # Not nothing at all: half a page of the write-ahead log may still be written, as on a real disk.
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        yield
        for pid in pids:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, NO_LIMIT)

    @contextmanager
    def locked(self) -> Iterator[None]:
        self._line.execute("BEGIN IMMEDIATE")
        yield
        self._line.execute("ROLLBACK")

    @contextmanager
    def gone(self) -> Iterator[None]:
        aside = self._path.with_suffix(".aside")
        self._path.rename(aside)
        self._path.mkdir()
        yield
        self._path.rmdir()
        aside.rename(self._path)

    def close(self) -> None:
        self._line.close()
