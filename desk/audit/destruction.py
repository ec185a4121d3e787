"""Destroys the words of events whose term is over: first the seal says which, then they go; their leaves stay."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction

from desk.audit import histories, trail
from desk.audit.models import Event, Head
from desk.audit.sealing.seal import seal
from desk.audit.term import chosen
from desk.deadlines import AMSTERDAM, ONE_DAY, local_day, over_before, term

BATCH = 5_000
# Sealed long enough ago, not announced yet, and nothing is there any more that the event speaks of. Without a jump of
# the clock, which names nobody, the order of the heads could not be explained.
_OVER = """
SELECT l.position FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id
WHERE e.day < %s AND e.act <> 'clock_jumped' AND l.position < %s AND l.position > %s
AND NOT EXISTS (
    SELECT 1 FROM audit_destroyed d WHERE d.source = 'audit_event' AND d.last >= l.position AND d.first = (
        SELECT MAX(x.first) FROM audit_destroyed x WHERE x.source = 'audit_event' AND x.first <= l.position
    )
)
AND (e.covers = '' OR NOT EXISTS (SELECT 1 FROM audit_destroyed d WHERE d.event_id = e.id){still_there})
ORDER BY l.position LIMIT %s
"""
_STILL_THERE = """ AND NOT EXISTS (
    SELECT 1 FROM audit_tie t JOIN {0} h ON h.history_id = t.number WHERE t.event_id = e.id AND t.source = '{0}'
)"""


def destroy(*, at: datetime) -> int:
    """Destroy what is over, a batch at a time. Returns how many events went; twice, or late, ends the same.

    Raises OSError or ValueError when the key cannot be read: what the seal does not say does not go.
    """
    # One day later than the term asks: the database counts its days in UTC.
    before = over_before("trail", local_day(at) - ONE_DAY)
    for places in _over(before):
        announce(by=trail.System(), at=at, places=places, before=before)
    seal(at=at)
    gone = 0
    while batch := _carry_out(before):
        gone += batch
    return gone


@trail.act("events_destroyed")
def announce(*, by: Any, at: datetime, places: list[int], before: date) -> None:
    """Say in the trail that the events at these places go, how many, and by which rule."""
    histories.destroyed(Event._meta.db_table, places)
    told = f"{len(places)} regels van vóór {before:%d-%m-%Y}"
    trail.record("events_destroyed", by=by, at=at, reason=term("trail", local_day(at)).source, detail=told)


def _over(before: date) -> Iterator[list[int]]:
    """The places of events whose term is over, a batch at a time. A head of before that day vouches for their age."""
    midnight = datetime.combine(before, time(), AMSTERDAM)
    head = Head.objects.filter(at__lt=midnight).order_by("at").last()
    still_there = "".join(_STILL_THERE.format(source) for source in histories.sources())
    last = -1
    while head:
        with connection.cursor() as cursor:
            cursor.execute(_OVER.replace("{still_there}", still_there), [before, head.size, last, BATCH])
            places = [place for (place,) in cursor.fetchall()]
        if not places:
            return
        yield places
        last = places[-1]


def _carry_out(before: date) -> int:
    """Remove a batch of events of which the seal says that they go, with their salts. Returns how many went."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT destroy_events(%s::date, %s::integer)", [before, BATCH])
            return int(cursor.fetchone()[0])
        cursor.execute(f"{chosen('', '%s')} LIMIT %s", [before, BATCH])
        gone = [event for (event,) in cursor.fetchall()]
        marks = ", ".join(["%s"] * len(gone))
        for table, key in (("audit_event", "id"), ("audit_stamp", "event_id"), ("audit_tie", "event_id")):
            cursor.execute(f"DELETE FROM {table} WHERE {key} IN ({marks})", gone)  # noqa: S608
        return len(gone)
