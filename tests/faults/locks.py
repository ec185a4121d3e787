"""Looks every twenty milliseconds who waits for a lock, for how long, and whether a migration is why."""

import random
import threading
import time
from dataclasses import dataclass, field

import psycopg

EVERY = 0.02  # seconds
HELD, BETWEEN = 6.0, (0.5, 2.5)  # seconds of a long reading, and between two
OF_BEFORE = 3  # lines on which the version before goes on
_READS = "SELECT count(report_id), pg_sleep(0.02) FROM (SELECT report_id FROM reports_meldcodesteps LIMIT 50) few"
MIGRATION, DESK = "migration", "desk"  # what each calls itself at the database (PGAPPNAME)
_WAITS = """
SELECT a.application_name, coalesce(l.relation::regclass::text, l.locktype) || ', ' || l.mode,
       extract(epoch FROM clock_timestamp() - l.waitstart)::float,
       EXISTS (SELECT FROM pg_stat_activity m WHERE m.pid = ANY (pg_blocking_pids(l.pid))
               AND m.application_name = 'migration')
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE NOT l.granted AND l.waitstart IS NOT NULL
"""


@dataclass
class Waits:
    """The longest wait of each kind in seconds, and for what; `gap`: the longest time that nobody looked."""

    of_people: float = 0.0
    behind_migration: float = 0.0
    of_migration: float = 0.0
    said: dict[str, float] = field(default_factory=dict)
    looks: int = 0
    gap: float = 0.0

    def heard(self, who: str, what: str, seconds: float, is_behind: bool) -> None:
        """Note down one wait that goes on."""
        if who == MIGRATION:
            self.of_migration = max(self.of_migration, seconds)
            return
        self.of_people = max(self.of_people, seconds)
        if is_behind:
            self.behind_migration = max(self.behind_migration, seconds)
            self.said[what] = max(self.said.get(what, 0.0), seconds)


class Watch:
    """Looks as long as it is open, over a line of its own."""

    def __init__(self, url: str) -> None:
        self.waits, self._url, self._over = Waits(), url, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Waits:
        self._thread.start()
        return self.waits

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        with psycopg.connect(self._url, autocommit=True, application_name="watch") as line:
            last = time.monotonic()
            while not self._over.wait(EVERY):
                for told in line.execute(_WAITS, prepare=True).fetchall():
                    self.waits.heard(*told)
                now = time.monotonic()
                self.waits.looks, self.waits.gap, last = self.waits.looks + 1, max(self.waits.gap, now - last), now


class VersionBefore:
    """Stands for pages of the version before, which know nothing of a column that comes or goes.

    They read the table that changes, in transactions of some milliseconds, on a few lines, without a pause.
    """

    def __init__(self, url: str) -> None:
        self.longest, self.times, self._url, self._over = 0.0, 0, url, threading.Event()
        self._threads = [threading.Thread(target=self._read, daemon=True) for _ in range(OF_BEFORE)]

    def __enter__(self) -> "VersionBefore":
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for one in self._threads:
            one.join()

    def _read(self) -> None:
        with psycopg.connect(self._url, autocommit=True, application_name=DESK) as line:
            while not self._over.is_set():
                before = time.monotonic()
                line.execute(_READS)
                self.longest = max(self.longest, time.monotonic() - before)
                self.times += 1


class LongReading:
    """Stands for a backup or a large question: it holds what it reads for seconds, and a migration must give up."""

    def __init__(self, url: str) -> None:
        self.times, self._url, self._over = 0, url, threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> "LongReading":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        with psycopg.connect(self._url, application_name=DESK) as line:
            while not self._over.is_set():
                line.execute("SELECT count(*) FROM (SELECT report_id FROM reports_meldcodesteps LIMIT 1) few")
                self.times += 1
                self._over.wait(HELD)
                line.rollback()
                self._over.wait(random.uniform(*BETWEEN))
