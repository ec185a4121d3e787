"""Reads the trail back for the privacy officer; reading it is an event itself."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from desk.audit import trail
from desk.audit.choices import LOOKS, Outcome
from desk.audit.models import Event, Leaf, Verification
from desk.audit.permissions import may_read_trail

PAGE = 50
# Who got in, who did not, and every change of how somebody gets in.
SIGNING_IN = [
    "signed_in", "signed_out", "session_ended", "password_accepted", "sign_in_failed", "name_refused", "factor_failed",
    "account_locked", "address_slowed", "factor_set_up", "factor_removed", "paper_codes_made", "identity_confirmed",
    "recovery_asked", "recovery_agreed", "recovery_refused", "recovery_code_accepted", "screen_locked",
    "screen_unlocked", "unlock_failed",
]  # fmt: skip
# The fixed views: address, words on the chip, which events.
VIEWS: dict[str, tuple[str, Q]] = {
    "alles": ("Alles", Q()),
    "melder": ("Melder getoond", Q(act="reporter_revealed", outcome=Outcome.DONE)),
    "geweigerd": ("Geweigerd", Q(outcome=Outcome.REFUSED)),
    "afscherming": ("Afscherming", Q(act__startswith="shield_") | Q(act__startswith="unknown_")),
    "inloggen": ("Inloggen", Q(act__in=SIGNING_IN)),
}


@dataclass(frozen=True)
class Asked:
    """What the reading room shows: a range of days, one person, one act, one number, one fixed view, one line."""

    first: date
    last: date
    actor: int | None = None
    act: str = ""
    number: str = ""
    view: str = "alles"
    page: int = 1
    line: UUID | None = None


@dataclass(frozen=True)
class Answer:
    """One page of the trail, how many events each fixed view holds, and the line that is shown beside it."""

    events: list[Event]
    counts: dict[str, int]
    chosen: Event | None
    checked: Verification | None


@trail.act("trail_read")
def read_trail(*, by: Any, at: datetime, asked: Asked) -> Answer:
    """Return what was asked. Raises PermissionDenied for all but the privacy officer."""
    if not may_read_trail(by):
        raise PermissionDenied
    answer = page_of(Event.objects.all(), asked, VIEWS)
    trail.record("trail_read", by=by, at=at, detail=in_words(asked))
    return answer


def page_of(within: QuerySet[Event], asked: Asked, views: Collection[str]) -> Answer:
    """Return the page that was asked for, out of the events `within`, and a count for each of the fixed `views`."""
    found = _found(within, asked)
    counts = found.aggregate(**{view: Count("pk", filter=VIEWS[view][1]) for view in views})
    start = (asked.page - 1) * PAGE
    # Newest first; an advice has no clock and stands under its day, in no order that says anything.
    viewed = found.filter(VIEWS[asked.view][1]).order_by("-day", F("at").desc(nulls_last=True), "pk")
    events = list(viewed[start : start + PAGE])
    chosen = _chosen(within, events, asked.line)
    return Answer(events, counts, chosen, Verification.objects.order_by("at", "pk").last())


@trail.act("trail_exported")
def export_trail(*, by: Any, at: datetime, asked: Asked, form: str) -> Iterator[Event]:
    """Return all that was asked, oldest first, read as it is written out. Raises PermissionDenied.

    In: `form` the words for the kind of file, for the event.
    """
    if not may_read_trail(by):
        raise PermissionDenied
    events = (
        _found(Event.objects.all(), asked)
        .filter(VIEWS[asked.view][1])
        .order_by("day", F("at").asc(nulls_first=True), "pk")
    )
    trail.record("trail_exported", by=by, at=at, detail=f"{form}: {events.count()} regels, {in_words(asked)}"[:200])
    return events.iterator(chunk_size=1_000)


def looks_at(numbers: Collection[str]) -> QuerySet[Event]:
    """Every time that somebody saw a record with one of these numbers, or tried to; newest first."""
    looked = Q(act__in=LOOKS) | Q(outcome=Outcome.REFUSED)
    return Event.objects.filter(looked, subject__in=numbers, at__isnull=False).order_by("-at", "pk")


def has_looked(numbers: Collection[str], *, actor: Any, since: datetime) -> bool:
    """Did this colleague see a record with one of these numbers since then?"""
    seen = Event.objects.filter(act__in=LOOKS, outcome=Outcome.DONE, subject__in=numbers)
    return seen.filter(actor_id=actor, at__gte=since).exists()


def actors() -> list[tuple[int, str]]:
    """Everybody who is in the trail, by name."""
    rows = Event.objects.exclude(actor_id=None).values_list("actor_id", "actor_name").distinct()
    return sorted(((pk, name) for pk, name in dict(rows).items() if pk is not None), key=lambda row: row[1])


def _with_place(within: QuerySet[Event]) -> QuerySet[Event]:
    """Events with `place`: where they are in the seal, from 0; None while they wait for it."""
    leaf = Leaf.objects.filter(event_id=OuterRef("pk")).values("position")
    return within.annotate(place=Subquery(leaf))


def _found(within: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    events = _with_place(within).filter(day__gte=asked.first, day__lte=asked.last)
    if asked.actor:
        events = events.filter(actor_id=asked.actor)
    if asked.act:
        events = events.filter(act=asked.act)
    if asked.number:
        events = events.filter(subject=asked.number)
    return events


def _chosen(within: QuerySet[Event], events: list[Event], line: UUID | None) -> Event | None:
    shown = {event.pk: event for event in events}
    if line is None:
        return events[0] if events else None
    return shown.get(line) or _with_place(within).filter(pk=line).first()


def in_words(asked: Asked) -> str:
    """What was asked, for the event of reading."""
    days = f"{asked.first:%d-%m-%Y} t/m {asked.last:%d-%m-%Y}" if asked.first > date.min else "de hele periode"
    days = f"{asked.first:%d-%m-%Y}" if asked.first == asked.last else days
    about = [days, VIEWS[asked.view][0].lower(), asked.number, f"W-{asked.actor:04d}" if asked.actor else "", asked.act]
    return ", ".join(filter(None, about))
