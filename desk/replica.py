"""A standby of the database answers what reads much and decides nothing; when it cannot, the primary does.

Only for what may be some seconds old and says from what moment it is. Who may do what, who is hidden, what somebody
acts on at once, and whatever goes with an event in one transaction is asked of the primary: docs/scale-out.md.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.models import Model, QuerySet

from desk import keyset
from desk.engines import REPLICA
from desk.keyset import By, Place

Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=Model)

logger = logging.getLogger(__name__)
GONE, BEHIND, OTHER, BROKE = "gone", "behind", "other", "broke"
# Whole sentences: a log line takes no values (P13).
_SAID = {
    GONE: "the replica does not answer; the primary is asked",
    BEHIND: "the replica is too far behind; the primary is asked",
    OTHER: "the replica is no standby of this database; the primary is asked",
    BROKE: "the replica broke off an answer; the primary is asked",
}
# What was just written is on its way: looked at so often before the standby is called behind, in all half a second.
_LOOKS, _BETWEEN = 5, 0.1
_OF_PRIMARY = (
    "SELECT pg_current_wal_flush_lsn()::text, clock_timestamp(), (SELECT system_identifier FROM pg_control_system())"
)
_OF_STANDBY = (
    "SELECT pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()), "
    "pg_last_wal_replay_lsn() >= %s::pg_lsn, pg_last_xact_replay_timestamp()"
)


@dataclass(frozen=True)
class Line:
    """Whom to ask, and from what moment the answer is; None: of the primary, so from now."""

    alias: str
    moment: datetime | None = None


class _Primary(NamedTuple):
    written: str
    now: datetime
    cluster: int


class _Standby(NamedTuple):
    is_standby: bool
    cluster: int
    has_all: bool | None
    last: datetime | None


def nobody(_why: str) -> None:
    """Stands for who counts, where nobody does."""


class _State:
    """Of this process: until when the standby is left alone, and who is told that it was."""

    alone_until = 0.0
    told: Callable[[str], None] = staticmethod(nobody)


def is_there() -> bool:
    """Was a standby configured?"""
    return REPLICA in settings.DATABASES


def told_when_left(listener: Callable[[str], None]) -> None:
    """Have `listener` told, in one word, why the primary was asked in the place of the standby."""
    _State.told = staticmethod(listener)


def choose(primary: str = DEFAULT_DB_ALIAS) -> Line:
    """Return the standby when it is there and fresh, and else the primary (`primary`: a line to it)."""
    if not is_there() or time.monotonic() < _State.alone_until:
        return Line(primary)
    try:
        moment, why = _looked(primary)
    finally:
        connections[REPLICA].close()
    if moment is None:
        left(why)
        return Line(primary)
    return Line(REPLICA, moment)


def ask(question: Callable[[str], Answer], primary: str = DEFAULT_DB_ALIAS) -> tuple[Answer, datetime | None]:
    """Return what `question` answers on one of the two, given its alias, and from what moment that is; None: now.

    It is asked again of the primary when the standby breaks it off, so it only reads, and reads to its end.
    """
    line = choose(primary)
    if line.moment is not None:
        try:
            return question(REPLICA), line.moment
        except Error:
            left(BROKE)
        finally:
            connections[REPLICA].close()
    return question(primary), None


def stream(rows: "QuerySet[Row]", order: Sequence[By], line: Line, *, chunk: int = 1_000) -> Iterator[Row]:
    """Yield all `rows` from the last of `order` to the first; when the standby breaks off, the primary goes on."""
    last: Row | None = None
    if line.moment is not None:
        try:
            for last in keyset.backwards(rows.using(REPLICA), order).iterator(chunk_size=chunk):
                yield last
            return
        except Error:
            left(BROKE)
        finally:
            connections[REPLICA].close()
    at = None if last is None else Place(tuple(getattr(last, by.name) for by in order), before=True)
    yield from keyset.backwards(rows, order, at).iterator(chunk_size=chunk)


def left(why: str) -> None:
    """The standby is left alone for a while; said in the log and to who counts."""
    _State.alone_until = time.monotonic() + settings.REPLICA_REST
    logger.warning(_SAID[why])
    _State.told(why)


def _looked(primary: str) -> tuple[datetime | None, str]:
    """Return from what moment the standby answers, or why it must not."""
    wanted = _Primary(*_one(primary, _OF_PRIMARY))
    why = GONE
    for look in range(_LOOKS):
        try:
            seen = _Standby(*_one(REPLICA, _OF_STANDBY, wanted.written))
        except Error:
            return None, GONE
        moment, why = judged(wanted, seen)
        if moment is not None or why == OTHER:
            return moment, why
        if look + 1 < _LOOKS:
            time.sleep(_BETWEEN)
    return None, why


def judged(wanted: _Primary, seen: _Standby) -> tuple[datetime | None, str]:
    """Return the moment up to which a standby is whole, or why it is not asked.

    It has all that was written when the primary was asked: then it is from that moment, however long ago the last
    change was. Else it is from the last change that it has.
    """
    if not seen.is_standby or seen.cluster != wanted.cluster:
        return None, OTHER
    if seen.has_all:
        return wanted.now, ""
    if seen.last is None or wanted.now - seen.last > timedelta(seconds=settings.REPLICA_BEHIND):
        return None, BEHIND
    return seen.last, ""


def _one(alias: str, question: str, *given: Any) -> tuple[Any, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(question, given)
        found: tuple[Any, ...] = cursor.fetchone()
        return found
