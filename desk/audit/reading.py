"""Reads the trail back for the privacy officer; reading it is an event itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet

from desk.audit import trail
from desk.audit.choices import Outcome
from desk.audit.models import Event
from desk.audit.permissions import may_read_trail

PAGE = 50
VIEWS = {
    "alles": "Alles",
    "melder": "Melder getoond",
    "geweigerd": "Geweigerd",
    "afscherming": "Afscherming",
    "inloggen": "Inloggen",
}


@dataclass(frozen=True)
class Asked:
    """What the reading room shows: one day or a range, one person, one act, one number, one fixed view."""

    first: date
    last: date
    actor: int | None = None
    act: str = ""
    number: str = ""
    view: str = "alles"
    page: int = 1


@trail.act("trail_read")
def read_trail(*, by: Any, at: datetime, asked: Asked) -> tuple[list[Event], bool]:
    """Return (events of this page, is there a next page). Raises PermissionDenied for all but the privacy officer."""
    if not may_read_trail(by):
        raise PermissionDenied
    start = (asked.page - 1) * PAGE
    found = list(_found(asked)[start : start + PAGE + 1])
    trail.record("trail_read", by=by, at=at, detail=f"{asked.first} t/m {asked.last}, {VIEWS[asked.view].lower()}")
    return found[:PAGE], len(found) > PAGE


def actors() -> list[tuple[int, str]]:
    """Everybody who is in the trail, by name."""
    rows = Event.objects.exclude(actor_id=None).values_list("actor_id", "actor_name").distinct()
    return sorted(rows, key=lambda row: row[1])


def _found(asked: Asked) -> QuerySet[Event]:
    events = Event.objects.filter(day__gte=asked.first, day__lte=asked.last)
    if asked.actor:
        events = events.filter(actor_id=asked.actor)
    if asked.act:
        events = events.filter(act=asked.act)
    if asked.number:
        events = events.filter(subject=asked.number)
    return _viewed(events, asked.view).order_by("-day", F("at").desc(nulls_last=True), "pk")


def _viewed(events: QuerySet[Event], view: str) -> QuerySet[Event]:
    if view == "melder":
        return events.filter(act="reporter_revealed")
    if view == "geweigerd":
        return events.filter(outcome=Outcome.REFUSED)
    if view == "afscherming":
        return events.filter(act__startswith="shield_") | events.filter(act__startswith="unknown_")
    if view == "inloggen":
        return events.filter(act__in=["signed_in", "signed_out", "sign_in_failed", "account_locked"])
    return events
