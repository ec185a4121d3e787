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
BROKEN = [
    ("advice_event_has_no_clock", {"subject_kind": "advice"}),
    ("other_event_has_a_clock", {"at": None}),
    ("event_outcome_is_known", {"outcome": "maybe"}),
    ("event_has_an_actor", {"actor_name": "  "}),
]


def event(when: Any, **answers: Any) -> Event:
    return Event(**{"day": when.date(), "at": when, "act": "signed_in", "actor_name": "Noor B.", **answers})


@pytest.mark.parametrize(("rule", "broken"), BROKEN)
def test_an_event_that_breaks_a_rule_is_refused_by_its_name(rule: str, broken: dict[str, Any], at):
    with pytest.raises(ValidationError) as refusal:
        event(at, **broken).full_clean()
    assert rules_of(refusal.value) & {rule, "invalid_choice", "blank"}


@pytest.mark.parametrize(("rule", "broken"), BROKEN)
def test_an_event_that_breaks_a_rule_is_refused_in_bulk(rule: str, broken: dict[str, Any], at):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Event.objects.bulk_create([event(at, **broken)])


@pytest.mark.parametrize(("rule", "broken"), BROKEN)
def test_an_event_that_breaks_a_rule_is_refused_in_sql(rule: str, broken: dict[str, Any], at):
    told = {"rule": "", "actor_role": "", "subject_kind": "", "subject": "", "reason": "", "detail": ""}
    told |= {"id": uuid4(), "day": at.date(), "at": at, "act": "signed_in", "outcome": "done", "actor_name": "Noor B."}
    row = {**told, **broken}
    values = [Event._meta.get_field(name).get_db_prep_save(value, connection) for name, value in row.items()]
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO audit_event ({columns}) VALUES ({marks})", values)


def test_a_whole_event_is_stored(noor, at):
    trail.record("signed_in", by=noor, at=at, subject=noor)
    stored = Event.objects.get()
    assert (stored.actor_name, stored.actor_role, stored.subject) == ("Noor B.", "counsellor", noor.trail_number)
