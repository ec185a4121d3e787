"""A PostgreSQL of its own that keeps its write-ahead log elsewhere, and can be put back from a base backup."""

import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.needle_scan.places import files
from tests.ports import free_port
from tests.restore import runbook

ARCHIVED_AT_LEAST_EVERY = 5  # seconds; the runbook says 60


class Archiving(postgres.Postgres):
    """The database machine, and beside it, as if on another: the base backup, the archive, and what was streamed."""

    def __init__(self) -> None:
        self._extra: list[str] = []
        self._stream: subprocess.Popen[bytes] | None = None
        super().__init__(free_port())

    def _make(self) -> None:
        self.archive, self.stream, self.base = (self.folder / name for name in ("archive", "stream", "base"))
        for place in (self.archive, self.stream):
            place.mkdir()
            if self._whose:
                shutil.chown(place, self._whose["user"], self._whose["group"])
        self._extra = self._archives()
        super()._make()

    def _archives(self) -> list[str]:
        return [
            f"-carchive_command={self._here(runbook.setting('archive_command'))}",
            "-carchive_mode=on",
            f"-carchive_timeout={ARCHIVED_AT_LEAST_EVERY}",
        ]

    def _settings(self) -> list[str]:
        # Off: waiting for the disk. Its folder is removed, so nothing of it is needed; what was archived is elsewhere.
        return ["-cwal_level=replica", "-cfsync=off", *self._extra, *postgres.shipped()]

    def back_up(self) -> None:
        """Take the base backup, check it as PostgreSQL does, and stream the log from here on."""
        for tool in ("pg_basebackup", "pg_verifybackup"):
            (command,) = runbook.commands(tool)
            self._run(tool, *self._arguments(command), **self._whose)
        slot, streams = runbook.commands("pg_receivewal")
        self._run("pg_receivewal", *self._arguments(slot), **self._whose)
        command = [str(self._bin / "pg_receivewal"), *self._arguments(streams), "--no-loop"]
        self._stream = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd="/", **self._whose)
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
        subprocess.run(["cp", "--archive", str(self.base), str(self._data)], check=True)
        (self._data / "recovery.signal").touch()
        sources = runbook.setting("restore_command")
        asked = [
            f"-crestore_command={self._here(sources if streamed else sources.partition(' || ')[0])}",
            f"-crecovery_target_action={runbook.setting('recovery_target_action')}",
        ]
        asked += [f"-crecovery_target_time={moment}"] if moment else []
        self._extra = [*asked, *(self._archives() if for_good else ["-carchive_mode=off"])]
        self.start()
        until(lambda: self.rows("SELECT pg_is_in_recovery()") == [(False,)], "the log is played")
        self.rows("SELECT 1")

    def there(self, words: list[str]) -> set[str]:
        """Which of these words stand in a note."""
        return {text for (text,) in self.rows("SELECT text FROM reports_note")} & set(words)

    def _here(self, told: str) -> str:
        """A command of the runbook, with the folders of this drill."""
        told = re.sub(r"/backups/\S+/database", str(self.base), told)
        return re.sub(r"(^|[ =])/(archive|stream)\b", rf"\1{self.folder}/\2", told)

    def _arguments(self, told: str) -> list[str]:
        words = shlex.split(self._here(told))[1:]
        is_remote = any(word.startswith("--host=") for word in words)
        kept = [word for word in words if not word.startswith(("--host=", "--username="))]
        return [*(self._line() if is_remote else []), *kept]

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
