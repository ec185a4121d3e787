"""Reads the trail back for the privacy officer; reading it is an event itself."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from desk import bounded, keyset, replica
from desk.audit import people, trail
from desk.audit.choices import ACTS, LOOKS, Outcome
from desk.audit.models import Event, Leaf, Verification
from desk.audit.permissions import may_read_trail
from desk.keyset import By, Page, Place

PAGE = 50
_COUNTED = 100_000  # lines of an export that the event tells exactly
# Newest first; an advice has no clock and stands under its day, in no order that says anything.
NEWEST = (By("day", date, down=True), By("at", datetime, down=True, may_be_empty=True), By("id", UUID))
# Events that all have a clock: an index has them in this order, and a page ends where it is full.
BY_THE_CLOCK = (By("day", date, down=True), By("at", datetime, down=True), By("id", UUID))
# Who got in, who did not, and every change of how somebody gets in.
SIGNING_IN = [
    "signed_in", "signed_out", "session_ended", "password_accepted", "sign_in_failed", "name_refused", "factor_failed",
    "account_locked", "address_slowed", "factor_set_up", "factor_removed", "paper_codes_made", "identity_confirmed",
    "recovery_asked", "recovery_agreed", "recovery_refused", "recovery_code_accepted", "screen_locked",
    "screen_unlocked", "unlock_failed",
]  # fmt: skip
# By code and not by how a code begins: an index finds these.
SHIELDING = [code for code in ACTS if code.startswith(("shield_", "unknown_"))]
# The fixed views: address, words on the chip, which events.
VIEWS: dict[str, tuple[str, Q]] = {
    "alles": ("Alles", Q()),
    "melder": ("Melder getoond", Q(act="reporter_revealed", outcome=Outcome.DONE)),
    "geweigerd": ("Geweigerd", Q(outcome=Outcome.REFUSED)),
    "afscherming": ("Afscherming", Q(act__in=SHIELDING)),
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
    place: Place | None = None
    line: UUID | None = None


@dataclass(frozen=True)
class Answer:
    """One page of the trail, how many events each fixed view holds as far as that is counted, and one line."""

    page: Page[Event]
    counts: dict[str, int]
    chosen: Event | None
    checked: Verification | None


@dataclass(frozen=True)
class Export:
    """Events for a file, and from what moment they are; None: from now."""

    events: Iterator[Event]
    moment: datetime | None


@trail.act("trail_read")
def read_trail(*, by: Any, at: datetime, asked: Asked) -> Answer:
    """Return what was asked. Raises PermissionDenied for all but the privacy officer."""
    if not may_read_trail(by):
        raise PermissionDenied
    answer = page_of(Event.objects.all(), asked, VIEWS)
    trail.record("trail_read", by=by, at=at, detail=in_words(asked))
    return answer


def page_of(within: QuerySet[Event], asked: Asked, views: Collection[str], order: Sequence[By] = NEWEST) -> Answer:
    """Return the page that was asked for, out of the events `within`, and a count for each of the fixed `views`."""
    found = _found(within, asked)
    counts = bounded.counts({view: found.filter(VIEWS[view][1]) for view in views})
    viewed = _with_place(found.filter(VIEWS[asked.view][1]))
    page = keyset.page_of(viewed, order, asked.place, PAGE)
    chosen = _chosen(within, page.rows, asked.line)
    return Answer(page, counts, chosen, Verification.objects.order_by("at", "pk").last())


@trail.act("trail_exported")
def export_trail(*, by: Any, at: datetime, asked: Asked, form: str) -> Export:
    """Return all that was asked, oldest first, read as it is written out. Raises PermissionDenied.

    In: `form` the words for the kind of file, for the event.
    """
    if not may_read_trail(by):
        raise PermissionDenied
    found = _found(Event.objects.all(), asked).filter(VIEWS[asked.view][1])
    count, moment = replica.ask(lambda line: bounded.counts({"all": found}, _COUNTED, using=line)["all"])
    words = [f"{form}: {bounded.in_words(count, _COUNTED)} regels", *_as_of(moment), in_words(asked)]
    trail.record("trail_exported", by=by, at=at, detail=", ".join(words)[:200])
    line = replica.Line(replica.REPLICA if moment else DEFAULT_DB_ALIAS, moment)
    return Export(replica.stream(_with_place(found), NEWEST, line), moment)


def _as_of(moment: datetime | None) -> list[str]:
    return [f"stand van {timezone.localtime(moment):%d-%m-%Y %H:%M:%S}"] if moment else []


def looks_at(numbers: Collection[str]) -> QuerySet[Event]:
    """Every time that somebody saw a record with one of these numbers, or tried to; newest first."""
    looked = Q(act__in=LOOKS) | Q(outcome=Outcome.REFUSED)
    return Event.objects.filter(looked, subject__in=numbers, at__isnull=False).order_by("-at", "pk")


def has_looked(numbers: Collection[str], *, actor: Any, since: datetime) -> bool:
    """Did this colleague see a record with one of these numbers since then?"""
    seen = Event.objects.filter(act__in=LOOKS, outcome=Outcome.DONE, subject__in=numbers)
    return seen.filter(actor_id=actor, at__gte=since).exists()


def _with_place(within: QuerySet[Event]) -> QuerySet[Event]:
    """Events with `place`: where they are in the seal, from 0; None while they wait for it."""
    leaf = Leaf.objects.filter(event_id=OuterRef("pk")).values("position")
    return within.annotate(place=Subquery(leaf))


def _found(within: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    events = within.filter(day__gte=asked.first, day__lte=asked.last)
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
    actor = people.number(asked.actor) if asked.actor else ""
    about = [days, VIEWS[asked.view][0].lower(), asked.number, actor, asked.act]
    return ", ".join(filter(None, about))
