"""A PostgreSQL of its own as docker-compose.yml starts it, that keeps its log elsewhere and is put back from a copy.

Its settings, who may sign in, and what copies and puts back are the files of deploy/, in other folders.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.needle_scan.places import files
from tests.ports import free_port

ARCHIVED_AT_LEAST_EVERY = 5  # seconds; 60 are shipped
_SHIPPED = "/etc/postgresql"


class Archiving(postgres.Postgres):
    """The database machine, and beside it, as if on another: the base backup, the archive, and what was streamed."""

    def __init__(self) -> None:
        self._extra: list[str] = []
        self._guarded = False
        self._stream: subprocess.Popen[bytes] | None = None
        super().__init__(free_port())

    def _make(self) -> None:
        self.archive, self.stream, self.base = (self.folder / name for name in ("archive", "stream", "base"))
        self._deploy = self.folder / "deploy"
        shutil.copytree(settings.BASE_DIR / "deploy", self._deploy)
        self._deploy.chmod(0o755)
        for place in (self.archive, self.stream, self.base):
            place.mkdir()
            if self._whose:
                shutil.chown(place, self._whose["user"], self._whose["group"])
        self._as_made()

    def _as_made(self) -> None:
        """The owner has a password, as the image of PostgreSQL makes it; from then on nobody signs in without one."""
        super()._make()
        self.rows(f"ALTER ROLE {postgres.OWNER} PASSWORD '{self._password}'")
        self.stop()
        self.owner_url = f"postgres://{postgres.OWNER}:{self._password}@127.0.0.1:{self._port}/desk"
        self._guarded = True
        self.start()

    def _settings(self) -> list[str]:
        # Off: waiting for the disk. Its folder is removed, so nothing of it is needed; what was archived is elsewhere.
        files = [f"-cconfig_file={self._deploy}/postgresql.conf", "-cfsync=off", *self._extra]
        if not self._guarded:
            return [*files, f"-chba_file={self._data}/pg_hba.conf", "-carchive_mode=off"]
        archives = (self._deploy / "postgresql.conf").read_text().partition("archive_command = '")[2].partition("'")[0]
        ours = f"ARCHIVE={self.archive} {archives.replace(_SHIPPED, str(self._deploy))}"
        every = f"-carchive_timeout={ARCHIVED_AT_LEAST_EVERY}"
        return [f"-chba_file={self._deploy}/pg_hba.conf", f"-carchive_command={ours}", every, *files]

    def back_up(self) -> None:
        """Take the base backup, check it as PostgreSQL does, and stream the log from here on."""
        self._shipped("backup.sh")
        (self._copy,) = self.base.iterdir()
        command = ["sh", self._deploy / "stream.sh"]
        environment = self._places()
        self._stream = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd="/", env=environment, **self._whose)
        until(lambda: any(self.stream.iterdir()), "the log is streamed")

    def moment(self) -> str:
        """Return the moment it is for the database; nothing else happens in it."""
        time.sleep(0.3)
        now = str(self.rows("SELECT clock_timestamp()")[0][0])
        time.sleep(0.3)
        return now

    def pull_the_plug(self) -> None:
        """Everything that serves is killed at once, and the folder of the database is gone."""
        assert self._server
        if self._asked:
            self._asked.close()
            self._asked = None
        postgres.kill(self._server)
        self._server = None
        if self._stream:
            self._stream.wait(60)
            self._stream = None
        shutil.rmtree(self._data)

    def put_back(self, moment: str = "", *, streamed: bool = True, for_good: bool = True) -> None:
        """Put the base backup back and play the log again, up to a moment or as far as it goes."""
        if self._server:
            self.stop()
        shutil.rmtree(self._data, ignore_errors=True)
        self._shipped("restore.sh", self._copy.name, moment, **({} if streamed else {"STREAM": "/nowhere"}))
        self._extra = [] if for_good else ["-carchive_mode=off"]
        self.start()
        until(lambda: self.rows("SELECT pg_is_in_recovery()") == [(False,)], "the log is played")
        self.rows("SELECT 1")

    def there(self, words: list[str]) -> set[str]:
        """Which of these words stand in a note."""
        return {text for (text,) in self.rows("SELECT text FROM reports_note")} & set(words)

    def _shipped(self, script: str, *arguments: str, **other: str) -> None:
        """Run a script of deploy/ as its service of docker-compose.yml does, in the folders of this drill."""
        command, environment = ["sh", self._deploy / script, *arguments], {**self._places(), **other}
        done = subprocess.run(command, env=environment, cwd="/", capture_output=True, **self._whose)
        assert done.returncode == 0, done.stderr.decode()

    def _places(self) -> dict[str, str]:
        path = f"{self._bin}{os.pathsep}{os.environ['PATH']}"
        signs_in = {"PGUSER": postgres.COPIES, "PGPASSWORD": self._password, "PGHOST": "127.0.0.1"}
        folders = {"BACKUPS": self.base, "ARCHIVE": self.archive, "STREAM": self.stream, "PGDATA": self._data}
        return {"PATH": path, "PGPORT": str(self._port), **signs_in, **{key: str(at) for key, at in folders.items()}}

    def made_clean(self) -> None:
        """Write every table anew: a removed row is otherwise left in the pages until they are used again."""
        self.rows("VACUUM (FULL, ANALYZE)")
        self.rows("CHECKPOINT")

    def held(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the tables and indexes."""
        yield from ((name, content) for name, content in files(self._data) if name.startswith("base/"))

    def older(self) -> dict[str, Path]:
        """What keeps the past until its term is over."""
        return {"base backup": self.base, "archive": self.archive, "streamed log": self.stream, "own log": self._wal}

    @property
    def _wal(self) -> Path:
        return self._data / "pg_wal"

    def close(self) -> None:
        if self._stream:
            self._stream.kill()
            self._stream.wait()
        super().close()


@contextmanager
def running() -> Iterator[Archiving]:
    """One that has its roles, and is gone afterwards."""
    engine = Archiving()
    try:
        engine.prepared({"PATH": os.environ["PATH"]})
        yield engine
    finally:
        engine.close()
