"""The trail for outside the desk: lines for a spreadsheet, and AuditEvents of FHIR R4 for another system."""

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from desk.audit.choices import CREATES, OTHERS, READS, REMOVES, Outcome
from desk.audit.models import Event
from desk.roles import Role

HEAD = (
    "dag",
    "tijdstip",
    "wie",
    "rol",
    "wat",
    "soort",
    "nummer",
    "gelukt",
    "regel",
    "reden",
    "bijzonderheid",
    "werkplek",
)
_FORMULA = ("=", "+", "-", "@")
_LAYOUT = ("\t", "\r", "\n")
_TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type"
_SUBTYPES = "http://hl7.org/fhir/restful-interaction"
_INTERACTIONS = {"C": "create", "R": "read", "U": "update", "D": "delete", "E": "operation"}


class _Line:
    """What a csv writer writes to, one line at a time."""

    def write(self, line: str) -> str:
        return line


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Yield a head and a line for each event, for a spreadsheet."""
    return sheet(HEAD, map(_row, events))


def sheet(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a spreadsheet; in UTF-8 with a mark, so that ë stays ë."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow(head)
    for row in rows:
        yield writer.writerow(map(_plain, row))


def _row(event: Event) -> tuple[str, ...]:
    at = timezone.localtime(event.at) if event.at else None
    return (
        f"{event.day:%d-%m-%Y}",
        f"{at:%H:%M:%S}" if at else "",
        event.actor_name,
        str(Role(event.actor_role).label) if event.actor_role else "",
        f"wilde {event.wish}" if event.is_refused else event.sentence.rstrip("."),
        event.get_subject_kind_display() if event.subject_kind else "",
        event.subject,
        "nee" if event.is_refused else "ja",
        event.rule,
        event.reason,
        event.detail,
        event.workplace,
    )


def _plain(text: str) -> str:
    """What a spreadsheet takes for a formula is text here, also full-width, and behind signs that nobody sees."""
    first = next((sign for sign in text if unicodedata.category(sign)[0] not in "ZC"), "")
    counts = unicodedata.normalize("NFKC", first) in _FORMULA
    return f"'{text}" if counts or text.startswith(_LAYOUT) else text


def audit_events(events: Iterable[Event]) -> Iterator[str]:
    """Yield each event as an AuditEvent of FHIR R4, a line of JSON each (NDJSON)."""
    for event in events:
        yield json.dumps(audit_event(event), ensure_ascii=False) + "\n"


def audit_event(event: Event) -> dict[str, Any]:
    """Return the AuditEvent: who did what to which record, whether it was let through, and why (NEN 7513).

    An advice has a day and no clock; FHIR asks a moment, so it gets the midnight that its day begins with, in UTC.
    """
    action = _action(event.act)
    moment = event.at or datetime.combine(event.day, time(), UTC)
    told: dict[str, Any] = {
        "resourceType": "AuditEvent",
        "id": str(event.pk),
        "type": {"system": _TYPES, "code": "rest", "display": "RESTful Operation"},
        "subtype": [
            {"system": _SUBTYPES, "code": _INTERACTIONS[action]},
            {
                "system": f"urn:{settings.AUDIT_ORIGIN}:act",
                "code": event.act,
                "display": event.wish,
            },
        ],
        "action": action,
        "recorded": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        "outcome": "4" if event.outcome == Outcome.REFUSED else "0",
        "agent": [_agent(event)],
        "source": {"observer": {"display": settings.AUDIT_ORIGIN}},
    }
    if event.rule:
        told["outcomeDesc"] = event.rule
    if event.reason:
        told["purposeOfEvent"] = [{"text": event.reason}]
    if event.subject:
        told["entity"] = [{"what": {"identifier": {"value": event.subject}}, "name": event.get_subject_kind_display()}]
    return told


def _action(act: str) -> str:
    """Create, read, update, delete or execute."""
    for letter, acts in {"C": CREATES, "R": READS, "D": REMOVES, "E": OTHERS}.items():
        if act in acts:
            return letter
    return "U"


def _agent(event: Event) -> dict[str, Any]:
    agent: dict[str, Any] = {"requestor": event.actor_id is not None, "name": event.actor_name}
    if event.actor_id is not None:
        agent["who"] = {"identifier": {"value": event.actor_number}, "display": event.actor_name}
    if event.actor_role:
        agent["role"] = [{"text": str(Role(event.actor_role).label)}]
    if event.workplace:
        agent["network"] = {"address": event.workplace, "type": "1"}
    return agent
