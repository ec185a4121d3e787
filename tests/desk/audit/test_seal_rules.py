"""The rules of what seals the trail, refused by the model, in bulk and in SQL."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from desk.audit.models import Head, Leaf
from tests.depths import rules_of

pytestmark = pytest.mark.django_db


def refused(rule: str, row: models.Model, *, in_sql: str, values: list[Any]) -> None:
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert rule in rules_of(refusal.value) or "blank" in rules_of(refusal.value)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        type(row)._default_manager.bulk_create([row])
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(in_sql, values)


def refused_head(rule: str, at, **broken: Any) -> None:
    told = {"size": 1, "at": at, "peaks": ["00"], "note": "een zegel", **broken}
    columns = ", ".join(told)
    held = [Head._meta.get_field(name).get_db_prep_save(value, connection) for name, value in told.items()]
    sql = f"INSERT INTO audit_head ({columns}) VALUES ({', '.join(['%s'] * len(told))})"
    refused(rule, Head(**told), in_sql=sql, values=held)


def test_leaf_is_counted_from_zero():
    row, key = Leaf(position=-1, event_id=uuid4(), digest="0" * 64), uuid4()
    value = Leaf._meta.get_field("event_id").get_db_prep_save(key, connection)
    sql = "INSERT INTO audit_leaf (position, event_id, digest) VALUES (-1, %s, 'x')"
    refused("leaf_is_counted_from_zero", row, in_sql=sql, values=[value])


def test_head_has_a_size(at):
    refused_head("head_has_a_size", at, size=-1)


@pytest.mark.parametrize("note", ["", "  ", "\u200b"])
def test_head_is_signed(at, note: str):
    refused_head("head_is_signed", at, note=note)
