"""An event is added and never rewritten: both databases refuse, whatever way one tries (P10)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from desk.audit import trail
from desk.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(noor, at) -> Event:
    return trail.record("signed_in", by=noor, at=at, subject=noor)


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def renamed(event: Event) -> None:
    event.actor_name = "Iemand Anders"
    event.save()


WAYS: dict[str, Callable[[Event], object]] = {
    "save": renamed,
    "update": lambda event: Event.objects.update(actor_name="Iemand Anders"),
    "bulk update": lambda event: Event.objects.bulk_update([event], ["reason"]),
    "delete": lambda event: event.delete(),
    "delete all": lambda event: Event.objects.all().delete(),
    "sql update": lambda event: sql("UPDATE audit_event SET actor_name = 'Iemand Anders'"),
    "sql update of the clock": lambda event: sql("UPDATE audit_event SET at = NULL, subject_kind = 'advice'"),
    "sql delete": lambda event: sql("DELETE FROM audit_event"),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_event_cannot_be_changed_or_removed(way: str, stored: Event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WAYS[way](stored)
    assert Event.objects.get().actor_name == "Noor B."


@pytest.mark.parametrize("table", ["audit_event", "audit_stamp"])
def test_sqlite_keeps_events_by_their_random_key_and_in_no_other_order_p1(table, stored):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lays advices down anew: test_roles.py")
    with pytest.raises(DatabaseError, match="rowid"):
        sql(f"SELECT rowid FROM {table}")


def test_an_event_cannot_be_replaced(stored: Event):
    replace = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(f"{replace} audit_event SELECT * FROM audit_event")
    assert Event.objects.count() == 1
