"""Each rule of an event, refused where it is recorded, in bulk and in SQL."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from desk.audit import trail
from desk.audit.models import Event
from tests.depths import rules_of

pytestmark = pytest.mark.django_db


def event(when: Any, **answers: Any) -> Event:
    return Event(**{"day": when.date(), "at": when, "act": "signed_in", "actor_name": "Noor B.", **answers})


def in_sql(row: dict[str, Any]) -> None:
    """An INSERT as somebody with a database prompt would type it."""
    values = [Event._meta.get_field(name).get_db_prep_save(value, connection) for name, value in row.items()]
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO audit_event ({columns}) VALUES ({marks})", values)


@pytest.fixture
def refused(at):
    """Refuses an event at every depth: where it is recorded, in bulk and in SQL."""
    told = {
        "rule": "",
        "actor_role": "",
        "subject_kind": "",
        "subject": "",
        "reason": "",
        "detail": "",
        "workplace": "",
    }
    told |= {"id": uuid4(), "day": at.date(), "at": at, "act": "signed_in", "outcome": "done", "actor_name": "Noor B."}

    def check(rule: str, **broken: Any) -> None:
        with pytest.raises(ValidationError) as refusal:
            event(at, **broken).full_clean()
        assert rules_of(refusal.value) & {rule, "invalid_choice", "blank"}
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Event.objects.bulk_create([event(at, **broken)])
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            in_sql({**told, **broken})

    return check


def test_advice_event_has_no_clock(refused):
    refused("advice_event_has_no_clock", subject_kind="advice")


def test_other_event_has_a_clock(refused):
    refused("other_event_has_a_clock", at=None)


def test_advice_event_has_no_workplace(refused):
    refused("advice_event_has_no_workplace", subject_kind="advice", at=None, workplace="Kantoor Noord")


def test_event_outcome_is_known(refused):
    refused("event_outcome_is_known", outcome="maybe")


@pytest.mark.parametrize("name", ["", "  "])
def test_event_has_an_actor(name: str, refused):
    refused("event_has_an_actor", actor_name=name)


def test_a_whole_event_is_stored(noor, at):
    trail.record("signed_in", by=noor, at=at, subject=noor)
    stored = Event.objects.get()
    assert (stored.actor_name, stored.actor_role, stored.subject) == ("Noor B.", "counsellor", noor.trail_number)
