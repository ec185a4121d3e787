"""Which places of the trail lost their event by a destruction that the seal speaks of, and which were too young."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection

PAGE = 2_000
# NEN 7513, Staatscourant 2019, 38007. Our own copy: who checks does not lean on who destroyed.
YEARS = 5


class Gone:
    """Asked place by place, in order, it says which may be without their event; the ranges are read as it goes."""

    def __init__(self) -> None:
        self._ranges = _ranges()
        self._range = next(self._ranges, None)

    def has(self, place: int) -> bool:
        while self._range and self._range[1] < place:
            self._range = next(self._ranges, None)
        return self._range is not None and self._range[0] <= place


def size_when_over(signed_at: str) -> int:
    """Return how many leaves were sealed `YEARS` before a head that was signed at this time."""
    signed = datetime.strptime(signed_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    is_leap_day = (signed.month, signed.day) == (2, 29)
    over = signed.replace(year=signed.year - YEARS, day=28 if is_leap_day else signed.day)
    with connection.cursor() as cursor:
        given = connection.ops.adapt_datetimefield_value(over)
        cursor.execute("SELECT size FROM audit_head WHERE at <= %s ORDER BY at DESC, number DESC LIMIT 1", [given])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _ranges() -> Iterator[tuple[int, int]]:
    """Only a destruction whose own event has a place counts; at that place it is checked."""
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT d.first, d.last FROM audit_destroyed d JOIN audit_leaf l ON l.event_id = d.event_id "  # noqa: S608
                f"WHERE d.source = 'audit_event' AND d.first > %s ORDER BY d.first LIMIT {PAGE}",
                [last],
            )
            page = cursor.fetchall()
        if not page:
            return
        yield from page
        last = page[-1][0]
