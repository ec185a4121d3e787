"""Seals what was recorded since the last time: leaves, a signed head, and the head handed over to its anchor."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from desk.audit import trail
from desk.audit.choices import Subject
from desk.audit.models import Event, Head, Kept, Leaf, Stamp
from desk.audit.sealing.anchor import Anchor, Different
from desk.audit.sealing.clock import database_clock, jump
from desk.audit.sealing.mail import post
from desk.audit.sealing.note import head, signer
from desk.audit.sealing.restored import refuse_when_behind
from desk.audit.sealing.tree import Growing
from desk.audit.sealing.waiting import waiting
from desk.deadlines import local_day

logger = logging.getLogger(__name__)

BATCH = 5_000
# Where each minute looks back for a transaction that ended late; the sweep looks further (sweep.py).
LATE, LATE_DAYS = timedelta(hours=2), timedelta(days=3)
# With nothing to seal a head is signed all the same, so that an old one cannot pass for the newest.
AT_LEAST_EVERY = timedelta(hours=1)
Row = tuple[UUID, str, datetime | None]


def seal(*, at: datetime, left: Sequence[UUID] = ()) -> int:
    """Seal what is ready, and hand over each head that is not kept elsewhere yet. Returns how many events were sealed.

    `left`: what may have been left behind longer ago than a minute looks back (sweep.py).
    Twice at once seals once. Raises OSError or ValueError when the key cannot be read, or when the database was put
    back and nobody declared so yet: then nothing is sealed.
    """
    key = signer(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN)
    # All days may be listed, or an anchor that is away be waited for: not while others wait.
    answers = refuse_when_behind(Head.objects.order_by("number").last())
    with transaction.atomic():
        only_one_seals()
        last = Head.objects.order_by("number").last()
        if answers:
            refuse_when_behind(last)
        tree = Growing(last.size, [bytes.fromhex(peak) for peak in last.peaks]) if last else Growing()
        before, until, clock = tree.size, last.until if last else None, database_clock()
        _tell_of_a_jump(last, at=at, clock=clock)
        for batch in _batches(_ready(last, at, clock, left)):
            _add(tree, batch)
            until = max(filter(None, [until, *(recorded for _, _, recorded in batch)]), default=None)
            _mix(event for event, _, recorded in batch if recorded is None)
        if tree.size > before or last is None or at - last.at >= AT_LEAST_EVERY:
            add_head(tree, at=at, until=until, key=key)
    hand_over(at=at)
    post(at=at)
    return tree.size - before


def _mix(advices: Iterable[UUID]) -> None:
    """Have PostgreSQL lay events about an advice, whose day is over, down anew in the order of the draw (P1).

    Where a row lies, and the transaction in its header, would otherwise place it between two events with a clock.
    """
    found = list(advices)
    if found and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT mix_advices(%s::uuid[])", [found])


def _tell_of_a_jump(last: Head | None, *, at: datetime, clock: datetime) -> None:
    """A clock that was set is an event, under the very head that would otherwise look like an old one."""
    told = jump(last, at=at, clock=clock)
    if told:
        trail.record("clock_jumped", by=trail.System(), at=at, detail=told)


def hand_over(*, at: datetime) -> int:
    """Bring each head that waits to the anchor, oldest first; what cannot be brought now waits for the next time."""
    anchor, kept = Anchor(settings.AUDIT_ANCHOR), 0
    for one in waiting().iterator(chunk_size=500):
        try:
            anchor.keep(one.number, local_day(one.at), one.note)
        except (OSError, Different) as trouble:
            logger.error("a head of the trail could not be handed over: %s", type(trouble).__name__)
            break
        Kept.objects.get_or_create(head=one, defaults={"at": at})
        kept += 1
    return kept


def add_head(tree: Growing, *, at: datetime, until: datetime | None, key: Any) -> None:
    """Sign what the tree holds now and keep it as the newest head; `until` is the last clock in it."""
    Head.objects.create(
        size=tree.size,
        at=at,
        until=until,
        peaks=[peak.hex() for peak in tree.peaks],
        note=key.sign(head(settings.AUDIT_ORIGIN, tree.size, tree.root, at)),
    )


def only_one_seals() -> None:
    """Wait for whoever is sealing. Locking a row asks the right to change it, which the desk's role does not have.

    On SQLite the transaction itself lets one through at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit_head'))")


def _add(tree: Growing, batch: list[Row]) -> None:
    Leaf.objects.bulk_create(
        Leaf(position=place, event_id=event, digest=digest) for place, (event, digest, _) in enumerate(batch, tree.size)
    )
    for _, digest, _ in batch:
        tree.add(bytes.fromhex(digest))


def _ready(last: Head | None, at: datetime, clock: datetime, left: Sequence[UUID]) -> Iterator[Row]:
    """What has no place yet: in the order of the database's clock; of an advice once its day is over, by lot.

    A leaf within the minute would date the call that the event is about (P1). The digest is salted, so its order is
    a draw.
    """
    unsealed = Stamp.objects.filter(~Exists(Leaf.objects.filter(event_id=OuterRef("event_id"))))
    clocked = unsealed.filter(recorded_at__isnull=False)
    over = Event.objects.filter(subject_kind=Subject.ADVICE, day__lt=local_day(at))
    if last and last.until:
        clocked = clocked.filter(Q(recorded_at__gte=min(last.until, clock) - LATE) | Q(event_id__in=left))
    if last:
        over = over.filter(Q(day__gte=local_day(last.at) - LATE_DAYS) | Q(pk__in=left))
    yield from _rows(clocked.order_by("recorded_at", "event_id"))
    yield from _rows(unsealed.filter(recorded_at=None, event_id__in=over.values("pk")).order_by("digest"))


def _rows(stamps: QuerySet[Stamp]) -> Iterator[Row]:
    return stamps.values_list("event_id", "digest", "recorded_at").iterator(chunk_size=BATCH)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
