"""Ties each row of a history to the event of its act, by a salted digest under the seal.

The salt lies with the row, so that it goes when the row goes: of a row that was destroyed nothing can be guessed.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import connection, models
from simple_history.models import HistoricalRecords

from desk.audit.models import Destroyed, Event, Shape, Tie

SALT = "history_salt"
Beside = Tie | Destroyed


@dataclass
class _Act:
    """What the act that runs now wrote beside its event, or took away."""

    written: dict[tuple[str, int], None] = field(default_factory=dict)
    gone: list[Destroyed] = field(default_factory=list)


_acting: ContextVar[_Act | None] = ContextVar("acting", default=None)


def new_salt() -> str:
    return secrets.token_hex(32)


class Salted(models.Model):
    """What each row of a history holds besides the columns of its record."""

    history_salt = models.CharField(max_length=64, default=new_salt, editable=False)

    class Meta:
        abstract = True


class TiedHistory(HistoricalRecords):
    """A history of which each row is tied to the next event of the act that wrote it; outside an act to none."""

    def __init__(self, **given: Any) -> None:
        super().__init__(bases=[Salted], **given)

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        """Called with the row once it is stored: nothing else tells its number without a question."""
        super().create_historical_record_m2ms(history_instance, instance)
        acting = _acting.get()
        if acting is not None:
            acting.written[history_instance._meta.db_table, history_instance.pk] = None


@contextmanager
def watched() -> Iterator[None]:
    """Notice what is written here beside the events; an act within an act is part of it."""
    if _acting.get() is not None:
        yield
        return
    token = _acting.set(_Act())
    try:
        yield
    finally:
        _acting.reset(token)


def left() -> bool:
    """Say whether something was written, or destroyed, that no event speaks of yet."""
    acting = _acting.get()
    return acting is not None and bool(acting.written or acting.gone)


def forget_history(record: Any) -> int:
    """Remove every row of the history of `record`; the next event of the act tells that they went. Returns how many."""
    rows = record.history.all()
    numbers = sorted(rows.values_list("history_id", flat=True))
    destroyed(rows.model._meta.db_table, numbers)
    rows.delete()
    return len(numbers)


def destroyed(source: str, numbers: Iterable[int]) -> None:
    """Have the next event of the act tell that these rows of `source` go, or these places of the trail."""
    acting = _acting.get()
    assert acting is not None, "only an act destroys"
    for _, run in groupby(enumerate(numbers), lambda counted: counted[1] - counted[0]):
        found = [number for _, number in run]
        acting.gone.append(Destroyed(source=source, first=found[0], last=found[-1]))


def taken() -> list[Beside]:
    """Return what waits for an event, in order; it waits no longer. A row that was undone meanwhile is left out."""
    acting = _acting.get()
    if acting is None or not (acting.written or acting.gone):
        return []
    sources = sorted({source for source, _ in acting.written})
    told: list[Beside] = []
    for source in sources:
        told += ties(source, [number for table, number in acting.written if table == source])
    told += acting.gone
    acting.written, acting.gone = {}, []
    return told


def keep(beside: Sequence[Beside], event: Event) -> None:
    """Add what lies beside an event, after the event itself."""
    for one in beside:
        one.event_id = event.pk
    found = [one for one in beside if isinstance(one, Tie)]
    if found:
        if new := {one.source for one in found if not one.shape_is_known}:
            know({tuple(columns_of(source)) for source in new})
        Tie.objects.bulk_create(found)
    gone = [one for one in beside if isinstance(one, Destroyed)]
    if gone:
        Destroyed.objects.bulk_create(gone)


def covers(beside: Iterable[Beside]) -> str:
    """Return the digest by which an event speaks of all this; empty when there is nothing."""
    digest, some = hashlib.sha256(), False
    for one in beside:
        digest.update(one.line.encode())
        some = True
    return digest.hexdigest() if some else ""


def know(shapes: Iterable[Sequence[str]]) -> None:
    """Remember which columns a digest was taken over: a new column of a history leaves old ties as they are."""
    told = [Shape(id=shape_of(columns), columns="\n".join(columns)) for columns in shapes]
    Shape.objects.bulk_create(told, ignore_conflicts=True)


def shape_of(columns: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()


def ties(source: str, numbers: Sequence[int], columns: Sequence[str] = ()) -> list[Tie]:
    """Return a tie, without its event, for each of these rows of a history that is there."""
    columns = columns or columns_of(source)
    shape = shape_of(columns)
    found = []
    for number, salt, is_known, texts in _rows(source, columns, shape, numbers):
        tie = Tie(source=source, number=number, shape=shape, digest=_digest(salt, texts))
        tie.shape_is_known = is_known
        found.append(tie)
    return found


def sources() -> list[str]:
    """Return the tables of the histories whose rows are tied."""
    tables = (model._meta for model in apps.get_models())
    return sorted(meta.db_table for meta in tables if any(field.name == SALT for field in meta.concrete_fields))


@cache
def columns_of(source: str) -> list[str]:
    """Return the columns of a history whose rows are tied, in order; its salt is none of them."""
    model = next(model for model in apps.get_models() if model._meta.db_table == source)
    return sorted(str(field.column) for field in model._meta.concrete_fields if field.column != SALT)


def _digest(salt: str, texts: Sequence[str | None]) -> str:
    said = "".join("-" if text is None else f"{len(text.encode())}:{text}" for text in texts)
    return hashlib.sha256((salt + said).encode()).hexdigest()


def _rows(
    source: str, columns: Sequence[str], shape: str, numbers: Sequence[int]
) -> list[tuple[int, str, bool, list[str | None]]]:
    """(number, salt, is the shape known, each column as text) as the database holds them."""
    marks = ", ".join(["%s"] * len(numbers))
    table = connection.ops.quote_name(source)
    as_json = connection.vendor == "postgresql"
    texts = ["to_jsonb(h)::text"] if as_json else [f'CAST(h."{column}" AS text)' for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT h.history_id, h.{SALT}, EXISTS (SELECT 1 FROM audit_shape WHERE id = %s), {', '.join(texts)} "  # noqa: S608
            f"FROM {table} h WHERE h.history_id IN ({marks}) ORDER BY h.history_id",
            [shape, *numbers],
        )
        rows = cursor.fetchall()
    return [
        (number, salt, bool(is_known), _of_json(told[0], columns) if as_json else list(told))
        for number, salt, is_known, *told in rows
    ]


def _of_json(row: str, columns: Sequence[str]) -> list[str | None]:
    held = json.loads(row, parse_float=str)
    return [None if held[column] is None else _text(held[column]) for column in columns]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
