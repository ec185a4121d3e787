"""One rule, three depths: the action, the ORM in bulk, and SQL on the wire."""

from collections.abc import Callable, Collection
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction

# Django's own words for a column without an answer of its list; it looks before the row rules do.
NO_ANSWER = {"blank", "null", "invalid", "invalid_choice", "not_in_list"}


def refused_at_three_depths(rule: str, row: models.Model, broken: dict[str, Any], act: Callable[[], Any]) -> None:
    """`act` is refused by `rule`, and so is setting the columns `broken` on the saved `row`, in bulk and in SQL."""
    refused_by_the_action(rule, act, columns=set(broken))
    refused_in_bulk(rule, row, broken)
    refused_in_sql(rule, row, broken)


def refused_by_the_action(rule: str, act: Callable[[], Any], columns: Collection[str] = ()) -> None:
    """The action says no with the name of the rule; or, for an answer that is no answer at all, at its column."""
    with pytest.raises(ValidationError) as refusal:
        act()
    if rule in rules_of(refusal.value):
        return
    by_field = getattr(refusal.value, "error_dict", {})
    assert NO_ANSWER & {e.code for column in columns for e in by_field.get(column, [])}, rules_of(refusal.value)


def refused_in_bulk(rule: str, row: models.Model, broken: dict[str, Any]) -> None:
    """`update()` calls no action and no clean(): the database says no."""
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**broken)


def refused_in_sql(rule: str, row: models.Model, broken: dict[str, Any]) -> None:
    """An UPDATE as somebody with a database prompt would type it."""
    meta = row._meta
    fields = [meta.get_field(name) for name in broken]
    values = [field.get_db_prep_save(value, connection) for field, value in zip(fields, broken.values(), strict=True)]
    columns = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    where = f"{connection.ops.quote_name(meta.pk.column)} = %s"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {connection.ops.quote_name(meta.db_table)} SET {columns} WHERE {where}",
            [*values, meta.pk.get_db_prep_value(row.pk, connection)],
        )


def refused_when_added(rule: str, row: models.Model) -> None:
    """For a table that only grows: neither bulk_create nor an INSERT gets in a `row` that breaks the rule."""
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        type(row)._base_manager.bulk_create([row])
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {row._meta.db_table} ({columns}) VALUES ({marks})", values)


def rules_of(refusal: ValidationError) -> set[str]:
    """The names of the rules in a refusal."""
    by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
    return {str(error.code) for errors in by_field.values() for error in errors}


def refused_by(rule: str, act: Callable[..., Any], **given: Any) -> None:
    """Nothing but this rule says no to the action."""
    with pytest.raises(ValidationError) as refusal:
        act(**given)
    assert rule in rules_of(refusal.value)
