"""Notices that the clock was set: back, or further ahead than the time that passed."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

from desk.audit.models import Head

# Clocks that are kept right move by less; a switch to winter time does not move a clock in UTC at all.
LEEWAY = timedelta(minutes=5)


@dataclass
class _Seen:
    """The database's clock at the last look of this process, and a clock of the machine that nobody sets."""

    clock: datetime | None = None
    passed: float = 0.0


_seen = _Seen()


def database_clock() -> datetime:
    """Return the moment it is for the database."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()" if is_postgresql else "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
        found = cursor.fetchone()[0]
    return found if is_postgresql else datetime.fromisoformat(found).replace(tzinfo=UTC)


def jump(last: Head | None, *, at: datetime, clock: datetime) -> str:
    """Say how a clock jumped since the last head (Dutch); empty when none did. `at`: ours, `clock`: the database's.

    Ahead is known only within one process: a desk that was off for a night stands still, and its clock is right.
    """
    passed = time.monotonic()
    before, _seen.clock = _seen.clock, clock
    waited, _seen.passed = timedelta(seconds=passed - _seen.passed), passed
    if last and last.until and last.until - clock > LEEWAY:
        return f"de klok van de database ging {_minutes(last.until - clock)} minuten terug"
    if last and last.at - at > LEEWAY:
        return f"de klok van wie verzegelt ging {_minutes(last.at - at)} minuten terug"
    if before and clock - before - waited > LEEWAY:
        return f"de klok van de database ging {_minutes(clock - before - waited)} minuten vooruit"
    return ""


def _minutes(span: timedelta) -> int:
    return round(span / timedelta(minutes=1))
