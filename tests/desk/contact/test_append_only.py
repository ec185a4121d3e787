"""What was said stays said: a message and that it was seen are added and never rewritten; they go with the file."""

import pytest
from django.db import IntegrityError, connection, transaction

from desk.contact import actions
from desk.contact.models import Message, Reading
from tests import contact_stories as stories

pytestmark = pytest.mark.django_db
COLUMN = {Message: "text", Reading: "at"}


@pytest.fixture
def seen(receipt, noor, at) -> None:
    added = stories.added(receipt, at=at)
    actions.mark_seen(by=noor, at=at, report=receipt.report, until=added.pk)


@pytest.mark.parametrize("model", COLUMN)
@pytest.mark.parametrize("verb", ["update", "delete", "sql update", "sql delete"])
def test_nothing_is_rewritten(seen, at, model, verb):
    before = list(model.objects.values())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rewrite(model, verb, at)
    assert list(model.objects.values()) == before
    assert before


def rewrite(model, verb: str, at) -> None:
    table, column = model._meta.db_table, COLUMN[model]
    value = "Anders." if column == "text" else at
    if verb == "update":
        model.objects.update(**{column: value})
    elif verb == "delete":
        model.objects.all()._raw_delete("default")
    else:
        statement = f"UPDATE {table} SET {column} = {column}" if verb == "sql update" else f"DELETE FROM {table}"
        with connection.cursor() as cursor:
            cursor.execute(statement)
