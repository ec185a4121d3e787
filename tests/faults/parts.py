"""The faults that `make faults` tries, by name. A part is a function that gets what was asked and returns rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
PATIENCE = 300.0  # seconds, on a machine with other work


@dataclass(frozen=True)
class Asked:
    """What stood on the command line. None for an amount: the part takes its own, modest one."""

    seed: int
    trials: int | None = None
    seconds: int | None = None
    clients: int | None = None
    database: str = ""


@dataclass(frozen=True)
class Row:
    """One figure of a part: what it counts, on which engine (a column of the table), and whether it must not be so."""

    what: str
    seen: int | str
    on: str = POSTGRESQL
    is_wrong: bool = False


Part = Callable[[Asked], list[Row]]


def skipped(why: str, on: str = POSTGRESQL) -> list[Row]:
    """Return the rows of a part that can not be tried on this machine."""
    return [Row("left out", why, on)]


def as_table(rows: Iterable[Row]) -> str:
    """Return the figures in Markdown, a column for each engine; what must not be so is marked."""
    found = list(rows)
    engines = list(dict.fromkeys(row.on for row in found))
    seen = {(row.what, row.on): f"{_shown(row.seen)}{' **WRONG**' if row.is_wrong else ''}" for row in found}
    lines = [f"| | {' | '.join(engines)} |", "| --- |" + " ---: |" * len(engines)]
    for what in dict.fromkeys(row.what for row in found):
        lines.append(f"| {what} | {' | '.join(seen.get((what, engine), '') for engine in engines)} |")
    return "\n".join(lines)


def _shown(seen: int | str) -> str:
    return f"{seen:,}" if isinstance(seen, int) else seen


def every_part() -> Mapping[str, Part]:
    """Return the parts in the order in which they run. Each is imported here: Django is set up by then."""
    from tests.faults import (
        clock,
        migration_in_use,
        redis_gone,
        replica_behind,
        sending_table,
        shared,
        slow,
        troubles,
        twice,
        web_killed,
        work,
    )

    return {
        "work": work.part,
        "sending": sending_table.part,
        "redis-gone": redis_gone.part,
        "tasks-twice": twice.part,
        "several-processes": shared.part,
        "slow-clients": slow.part,
        "clock-set": clock.part,
        "web-killed": web_killed.part,
        "database-restarts": troubles.restarted,
        "database-stands-still": troubles.stands_still,
        "pool-exhausted": troubles.exhausted,
        "disk-full": troubles.disk_full,
        "log-full": troubles.log_full,
        "replica-behind": replica_behind.part,
        "migration-in-use": migration_in_use.part,
    }
