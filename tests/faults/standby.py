"""A streaming standby of a PostgreSQL of its own: made with pg_basebackup, paused, killed and started again."""

import shutil
import subprocess
import tempfile
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import psycopg

from tests.faults.engines import ROOM
from tests.needle_scan import postgres
from tests.needle_scan.desks import until


class Standby:
    """It follows the server at `port`; its own port is chosen by who makes it."""

    def __init__(self, primary: int, port: int) -> None:
        found = postgres.binaries()
        assert found
        self._bin, self._primary, self._port, self._whose = found, primary, port, postgres.whose()
        self.folder = Path(tempfile.mkdtemp(prefix="standby-"))
        self._server: subprocess.Popen[bytes] | None = None
        if self._whose:
            shutil.chown(self.folder, self._whose["user"], self._whose["group"])

    def copied(self) -> "Standby":
        """Copy the primary as it is now, and follow it from there on."""
        place = ["--host=127.0.0.1", f"--port={self._primary}", f"--username={postgres.OWNER}"]
        made = [f"--pgdata={self.folder / 'data'}", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"]
        slot = ["--create-slot", "--slot=standby"]  # the primary keeps for it what it did not get yet
        done = subprocess.run(
            [self._bin / "pg_basebackup", *place, *made, *slot], cwd="/", capture_output=True, **self._whose
        )
        assert done.returncode == 0, done.stderr.decode()
        return self.start()

    def start(self) -> "Standby":
        place = ["-D", str(self.folder / "data"), "-p", str(self._port), "-k", str(self.folder)]
        told = ["-clisten_addresses=127.0.0.1", f"-cmax_connections={ROOM}", *postgres.shipped()]
        with (self.folder / "server.log").open("ab") as log:
            command = [self._bin / "postgres", *place, *told]
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._whose)
        until(self._is_up, "the standby answers")
        return self

    def kill(self) -> None:
        """kill -9, with every process that serves somebody."""
        assert self._server
        postgres.kill(self._server)
        self._server = None

    def silent(self) -> AbstractContextManager[None]:
        """It does not even break its lines."""
        assert self._server
        return postgres.standing_still(self._server)

    def pause(self) -> None:
        """It goes on receiving, and shows nothing of it."""
        self._asked("SELECT pg_wal_replay_pause()")
        until(lambda: self._asked("SELECT pg_get_wal_replay_pause_state()") == "paused", "the standby stands still")

    def resume(self) -> None:
        self._asked("SELECT pg_wal_replay_resume()")
        until(lambda: self._asked("SELECT pg_get_wal_replay_pause_state()") == "not paused", "the standby goes on")

    def close(self) -> None:
        if self._server:
            self.kill()
        shutil.rmtree(self.folder)

    def _is_up(self) -> bool:
        assert self._server
        assert self._server.poll() is None, (self.folder / "server.log").read_text(errors="replace")
        with suppress(psycopg.OperationalError):
            return bool(self._asked("SELECT pg_is_in_recovery()"))
        return False

    def _asked(self, question: str) -> object:
        url = f"postgres://{postgres.OWNER}@127.0.0.1:{self._port}/desk"
        # What it replays may be in the way of whoever asks, and it ends that question then.
        with suppress(psycopg.errors.SerializationFailure), psycopg.connect(url, autocommit=True) as line:
            found = line.execute(question).fetchone()
            return found and found[0]
        return None
