"""Finds rows that the tree does not speak of: added behind its back, or left without their stamp."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from desk.audit.models import Head
from desk.audit.verifier.beside import histories, may_read

# What ends late is sealed the next minute, an advice the next night; nothing waits as long as this.
_WAITS, _WAITS_DAYS = timedelta(hours=3), timedelta(days=4)
_NO_STAMP = (
    "SELECT e.id FROM audit_event e LEFT JOIN audit_stamp s ON s.event_id = e.id WHERE s.event_id IS NULL LIMIT 1"
)
_NO_EVENT = (
    "SELECT s.event_id FROM audit_stamp s LEFT JOIN audit_event e ON e.id = s.event_id WHERE e.id IS NULL LIMIT 1"
)
_NO_LEAF = (
    "SELECT s.event_id FROM audit_stamp s JOIN audit_event e ON e.id = s.event_id "
    "LEFT JOIN audit_leaf l ON l.event_id = s.event_id "
    "WHERE l.event_id IS NULL AND (s.recorded_at < %s OR (s.recorded_at IS NULL AND e.day < %s)) LIMIT 1"
)
_NO_EVENT_BESIDE = (
    "SELECT t.event_id FROM {} t LEFT JOIN audit_event e ON e.id = t.event_id "
    "WHERE e.id IS NULL OR e.covers = '' LIMIT 1"
)
_NO_TIE = (
    "SELECT h.history_id FROM {0} h LEFT JOIN audit_tie t ON t.source = '{0}' AND t.number = h.history_id "
    "WHERE t.id IS NULL LIMIT 1"
)


def outside() -> str:
    """Return what is wrong outside the tree, in words (Dutch); empty when nothing is."""
    until, day = _sealed_until()
    questions: list[tuple[str, str, list[Any]]] = [
        ("een regel zonder stempel", _NO_STAMP, []),
        ("een stempel zonder regel", _NO_EVENT, []),
        ("deze regel hoort bij geen versie", _NO_EVENT_BESIDE.format("audit_tie"), []),
        ("deze regel vernietigde niets", _NO_EVENT_BESIDE.format("audit_destroyed"), []),
    ]
    if until and day:
        # A clock that stood ahead for a while says nothing of what is recorded now.
        clock, last = min(until, _now()) - _WAITS, day - _WAITS_DAYS
        questions.append(("een regel die later is toegevoegd", _NO_LEAF, [_adapted(clock), last]))
    with connection.cursor() as cursor:
        for words, question, given in questions:
            cursor.execute(question, given)
            found = cursor.fetchone()
            if found:
                return f"regel {str(found[0]).replace('-', '')}: {words}"
    return _untied()


def _untied() -> str:
    """Name the first row of a history that no act wrote."""
    with connection.cursor() as cursor:
        for table in filter(may_read, histories()):
            cursor.execute(_NO_TIE.format(table))
            found = cursor.fetchone()
            if found:
                return f"rij {found[0]} van {table}: geen regel spreekt ervan"
    return ""


def _sealed_until() -> tuple[datetime | None, date | None]:
    """The database's clock at the newest sealed event, and the day of the newest head."""
    newest = Head.objects.order_by("number").last()
    return (newest.until, newest.at.astimezone(UTC).date()) if newest else (None, None)


def _now() -> datetime:
    """The moment it is for the database."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()" if is_postgresql else "SELECT datetime('now')")
        found = cursor.fetchone()[0]
    return found if is_postgresql else datetime.fromisoformat(found).replace(tzinfo=UTC)


def _adapted(clock: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(clock)
