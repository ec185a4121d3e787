"""A PostgreSQL of its own with the settings that deploy/postgresql.conf ships."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from pwd import getpwnam
from typing import Any

import psycopg
from django.conf import settings

from tests import migrated
from tests.needle_scan.desks import until
from tests.needle_scan.engines import Engine
from tests.needle_scan.places import files
from tests.ports import free_port

OWNER, APP, READER, COPIES = "desk_owner", "desk_app", "desk_reader", "desk_backup"
# The smallest write-ahead files there are: a limit on the size of files then hits the tables and leaves the log alone.
SEGMENT = 2**20
_HERE = "127.0.0.1"
_OWN = ("listen_addresses", "archive_mode")
# Long rows, and then short ones for what is left of the last page; never more than a few times what fits.
_FILL = """
DO $$
DECLARE words integer;
BEGIN
  FOREACH words IN ARRAY ARRAY[500, 0] LOOP
    FOR row IN 1..5000 LOOP
      BEGIN
        INSERT INTO audit_event SELECT gen_random_uuid(), current_date, now(), 'signed_in', 'done', '', NULL, 'x', '',
          '', '', repeat('x', words), '', '';
      EXCEPTION WHEN OTHERS THEN
        EXIT;
      END;
    END LOOP;
  END LOOP;
END $$
"""


def binaries() -> Path | None:
    """Return where the newest server of this machine lies, or None."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    on_path = shutil.which("postgres")
    return max(found, key=lambda path: int(path.parent.name)) if found else on_path and Path(on_path).parent


def whose() -> dict[str, Any]:
    """Return as whom it runs: PostgreSQL refuses root. Raises KeyError where root has nobody to send."""
    if os.geteuid() != 0:
        return {}
    person = getpwnam("postgres")
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def cannot_run() -> str:
    """Return why no PostgreSQL can be started here, or an empty text."""
    if binaries() is None:
        return "no PostgreSQL server on this machine"
    try:
        whose()
    except KeyError:
        return "root can not run PostgreSQL, and there is no user postgres on this machine"
    return ""


def shipped() -> list[str]:
    """Return the settings of deploy/postgresql.conf as arguments; where a test listens and archives it says itself."""
    lines = (settings.BASE_DIR / "deploy" / "postgresql.conf").read_text().splitlines()
    told = [line.split(" = ", 1) for line in lines if " = " in line and not line.startswith("#")]
    return [f"-c{name}={value.strip(chr(39))}" for name, value in told if name not in _OWN]


def kill(server: "subprocess.Popen[bytes]") -> None:
    """kill -9 a server, with every process of it that serves somebody, as when the plug is pulled."""
    tell(server, signal.SIGKILL)
    server.wait(60)


@contextmanager
def standing_still(server: "subprocess.Popen[bytes]") -> Iterator[None]:
    """As when its disk hangs: every line stays open and what is sent is taken, but nothing is answered."""
    tell(server, signal.SIGSTOP)
    try:
        yield
    finally:
        tell(server, signal.SIGCONT)


def tell(server: "subprocess.Popen[bytes]", what: signal.Signals) -> None:
    """Send this to a server, and then to every process of it that serves somebody."""
    serving = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for one in (server.pid, *map(int, serving)):
        with suppress(ProcessLookupError):
            os.kill(one, what)


class Postgres(Engine):
    """A cluster in a folder with the migrations of the owner in it, which ends with the run."""

    vendor = "postgresql"

    def __init__(self, port: int) -> None:
        found = binaries()
        assert found
        self._bin, self._port, self._whose = found, port, whose()
        self._password = secrets.token_urlsafe(24)
        self.owner_url = f"postgres://{OWNER}@{_HERE}:{port}/desk"
        self.url = f"postgres://{APP}:{self._password}@{_HERE}:{port}/desk"
        self.reader_url = f"postgres://{READER}:{self._password}@{_HERE}:{port}/desk"
        self.folder = Path(tempfile.mkdtemp(prefix="needles-"))
        self._data = self.folder / "data"
        self._server: subprocess.Popen[bytes] | None = None
        self._asked: psycopg.Connection | None = None
        try:
            self._make()
        except BaseException:
            self.close()
            raise

    def _make(self) -> None:
        self._own_folder()
        _copy(cluster(), self._data)
        self.start()

    def _own_folder(self) -> None:
        if self._whose:
            shutil.chown(self.folder, self._whose["user"], self._whose["group"])

    def start(self) -> None:
        """Start the server and wait until it can be asked something."""
        place = ["-D", str(self._data), "-p", str(self._port), "-k", str(self.folder), "-clisten_addresses=127.0.0.1"]
        with (self.folder / "server.log").open("ab") as log:
            command = [self._bin / "postgres", *place, *self._settings()]
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._whose)
        until(self._is_up, "PostgreSQL answers")

    def _settings(self) -> list[str]:
        # Kept whole: the write-ahead log. Off: waiting for the disk, and a vacuum that would help the desk unasked.
        return ["-cwal_keep_size=4GB", "-cfsync=off", "-cautovacuum=off", *shipped()]

    def stop(self) -> None:
        """Stop the server; who is connected is cut off."""
        assert self._server
        if self._asked:
            self._asked.close()
            self._asked = None
        self._server.send_signal(signal.SIGINT)
        self._server.wait(60)
        self._server = None

    def prepared(self, environment: dict[str, str]) -> None:
        self.granted(environment)
        # Before 17 there is no right to maintain a table that somebody else owns: there the desk gets this one.
        if self._version() < 170_000:
            self.rows(f"ALTER TABLE advice_advice OWNER TO {APP}")

    def granted(self, environment: dict[str, str]) -> None:
        """Give the roles what they may, as after every migration."""
        told = dict.fromkeys(("APP_PASSWORD", "READER_PASSWORD", "BACKUP_PASSWORD", "PGPASSWORD"), self._password)
        grants = f"--file={settings.BASE_DIR / 'deploy' / 'grants.sql'}"
        self._run("psql", *self._line(), "--quiet", "--no-psqlrc", grants, "desk", env={**environment, **told})

    def rows(self, question: str) -> list[tuple]:
        self._asked = self._asked or psycopg.connect(self.owner_url, autocommit=True)
        cursor = self._asked.execute(question)
        return cursor.fetchall() if cursor.description else []

    def dump(self) -> bytes:
        return self._run("pg_dump", *self._line(), "desk")

    def kept(self) -> Iterator[tuple[str, bytes]]:
        if self._server:
            self.rows("CHECKPOINT")
        yield from files(self.folder)

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """Yield the tables and indexes alone: the write-ahead log holds old rows until it ages out."""
        yield from ((name, content) for name, content in self.kept() if name.startswith("data/base/"))

    def look_at_rows(self) -> None:
        self.rows("ANALYZE")

    def log(self) -> bytes:
        return (self.folder / "server.log").read_bytes()

    def say(self, word: str) -> None:
        self.rows(f"DO $$ BEGIN RAISE LOG '{word}'; END $$")
        # More than is shipped: with every statement and every error in it, the log is searched all the same.
        self.rows(f"ALTER ROLE {APP} SET log_min_duration_statement = 0")
        self.rows(f"ALTER ROLE {APP} SET log_min_messages = warning")

    @contextmanager
    def full(self, pids: Sequence[int]) -> Iterator[None]:
        self._limit(str(SEGMENT))
        # Events are written by every request, refused or not: that table is filled until it would have to grow. Over a
        # line of its own, because only processes that start now have the limit.
        with psycopg.connect(self.owner_url, autocommit=True) as line:
            line.execute(_FILL)
        yield
        self._limit("unlimited")

    @contextmanager
    def locked(self) -> Iterator[None]:
        with psycopg.connect(self.owner_url) as line:
            line.execute("LOCK TABLE audit_event")
            yield
            line.rollback()

    @contextmanager
    def gone(self) -> Iterator[None]:
        self.stop()
        yield
        self.start()

    def close(self) -> None:
        if self._server:
            self.stop()
        shutil.rmtree(self.folder)

    def _limit(self, most: str) -> None:
        """How large a file may grow, for the server and the processes it starts from now on; the desk's are ended."""
        assert self._server
        # The tool, as the owner of the server: in a container even root may not do this to somebody else.
        told = ["prlimit", f"--pid={self._server.pid}", f"--fsize={most}:unlimited"]
        subprocess.run(told, check=True, cwd="/", **self._whose)
        self.rows(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{APP}'")

    def _is_up(self) -> bool:
        assert self._server
        assert self._server.poll() is None, self.log().decode()
        asked = [self._bin / "pg_isready", *self._line(), "--quiet"]
        return subprocess.run(asked).returncode == 0

    def _version(self) -> int:
        return int(self.rows("SHOW server_version_num")[0][0])

    def _line(self) -> list[str]:
        return [f"--host={_HERE}", f"--port={self._port}", f"--username={OWNER}"]

    def _run(self, tool: str, *arguments: str, **how: Any) -> bytes:
        done = subprocess.run([self._bin / tool, *arguments], cwd="/", capture_output=True, **how)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout


def cluster() -> Path:
    """Return the folder of a cluster with every migration in it, for copying; make it first."""
    found = binaries()
    assert found
    return migrated.kept(f"cluster-{found.parent.name}", _make_at)


class _New(Postgres):
    """A cluster that starts with `initdb`, of which the others are copies."""

    def _make(self) -> None:
        self._own_folder()
        made = [f"--pgdata={self._data}", f"--username={OWNER}", "--auth=trust", "--no-sync", "--wal-segsize=1"]
        self._run("initdb", *made, **self._whose)
        self.start()
        self._run("createdb", *self._line(), "desk")
        migrated.migrate(self.owner_url)

    def _settings(self) -> list[str]:
        return ["-cfsync=off", "-cautovacuum=off", *shipped()]

    def put_at(self, place: Path) -> None:
        self.stop()
        _copy(self._data, place)


def _make_at(place: Path) -> None:
    made = _New(free_port())
    try:
        made.put_at(place)
    finally:
        made.close()


def _copy(cluster: Path, place: Path) -> None:
    """Copy with owner and rights, of which PostgreSQL is particular."""
    subprocess.run(["cp", "--archive", str(cluster), str(place)], check=True)
