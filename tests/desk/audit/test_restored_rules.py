"""The rules of a declared restore, refused by the model, in bulk and in SQL; and it is never rewritten."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from desk.audit.models import LostHead, Restored
from tests.desk.audit.test_seal_rules import refused

pytestmark = pytest.mark.django_db

GOOD = {"number": 9, "first": 3, "last": 8, "note": "x", "reason": "De schijf ging stuk.", "declared_by": 1}
GOOD |= {"confirmed_by": 2}


def refused_row(rule: str, at, **broken: Any) -> None:
    told = {**GOOD, "at": at, **broken}
    columns = ", ".join(told)
    held = [Restored._meta.get_field(name).get_db_prep_save(value, connection) for name, value in told.items()]
    sql = f"INSERT INTO audit_restored ({columns}) VALUES ({', '.join(['%s'] * len(told))})"
    refused(rule, Restored(**told), in_sql=sql, values=held)


def test_nobody_declares_a_restore_alone(at):
    refused_row("nobody_declares_a_restore_alone", at, confirmed_by=1)


@pytest.mark.parametrize("reason", ["kort", "          "])
def test_declared_restore_says_why(at, reason: str):
    refused_row("declared_restore_says_why", at, reason=reason)


@pytest.mark.parametrize("broken", [{"first": 9}, {"number": 8}, {"note": " "}])
def test_restore_names_what_was_lost(at, broken: dict[str, Any]):
    refused_row("restore_names_what_was_lost", at, **broken)


@pytest.mark.parametrize("statement", ["UPDATE {} SET note = 'y'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["audit_restored", "audit_losthead"])
def test_what_was_declared_stays_as_it_is(at, table: str, statement: str):
    LostHead.objects.create(number=3, restored=Restored.objects.create(**GOOD, at=at), note="x")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
