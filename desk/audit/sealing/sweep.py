"""Seals what the minutes left behind: looked for day by day, while everybody else records and seals."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from desk.audit.choices import Subject
from desk.audit.models import Event, Leaf, Verification
from desk.audit.sealing.seal import seal
from desk.deadlines import ONE_DAY, local_day

SOME = 500
# What ended late, and advices that wait for the end of their day, are younger than this when a check passes them over.
A_WEEK = timedelta(days=7)


def sweep(*, at: datetime, everywhere: bool = False) -> int:
    """Seal what is ready and, in turns, what no minute reached. Returns how many events were sealed.

    The lock of the seal is held only for what was found. `everywhere`: in all days, whatever the last check said.
    Raises as `seal` does.
    """
    sealed = seal(at=at)
    first = _first_day(None if everywhere else _known_sealed())
    found = _without_a_place(first, local_day(at)) if first else iter(())
    while left := list(islice(found, SOME)):
        sealed += seal(at=at, left=left)
    return sealed


def _known_sealed() -> date | None:
    """Return from which day on anything can be without a place; None, after a check that found something: ever.

    The check looks for what has no place through the whole trail, and leaves only the last days alone.
    """
    last = Verification.objects.order_by("at", "pk").last()
    return local_day(last.at) - A_WEEK if last and not last.wrong else None


def _first_day(known: date | None) -> date | None:
    first = Event.objects.order_by("day").values_list("day", flat=True).first()
    return max(first, known) if first and known else first


def _without_a_place(first: date, today: date) -> Iterator[UUID]:
    """A day is one question, so none of them reads more than a day holds. Of today no advice is asked (P1)."""
    has_a_place = Exists(Leaf.objects.filter(event_id=OuterRef("pk")))
    for ahead in range((today - first).days + 1):
        day = Event.objects.filter(~has_a_place, day=first + ahead * ONE_DAY)
        ready = day if ahead < (today - first).days else day.filter(~Q(subject_kind=Subject.ADVICE))
        yield from ready.values_list("pk", flat=True)
