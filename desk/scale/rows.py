"""Rows as the database takes them: each value a text, and beside each row of a history the digest of its tie."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection, models

from desk.audit.histories import SALT, columns_of, shape_of

NULL = "\\N"
Row = Sequence[str]
_HISTORY = ("history_id", "history_date", "history_change_reason", "history_type", "history_user_id", SALT)


def text(value: Any) -> str:
    """A value as COPY takes it; SQLite takes the same, by the kind of its column."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "1" if value else "0"
    return value if isinstance(value, str) else str(value)


class Table:
    """The columns of a model, with what stands in them when nobody answers."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields: list[Any] = list(model._meta.concrete_fields)
        self.model, self.name = model, model._meta.db_table
        self.columns = [str(field.column) for field in self.fields]
        self.at = {column: place for place, column in enumerate(self.columns)}
        self._empty = [_default(field) for field in self.fields]

    def row(self, **values: str) -> list[str]:
        """A row with these values; the rest as of an empty form."""
        row = self._empty.copy()
        for column, value in values.items():
            row[self.at[column]] = value
        return row


def _default(field: Any) -> str:
    """What stands in the column when nobody answers; NULL where every row must say it."""
    if field.has_default():
        if callable(field.default):
            return "{}" if field.default is dict else NULL
        return text(field.get_prep_value(field.default))
    is_words = isinstance(field, models.CharField | models.TextField)
    return "" if is_words and not field.null else NULL


class History:
    """A table whose rows have versions, and the history of these."""

    def __init__(self, table: Table, history: type[models.Model]) -> None:
        self.table, self.versions = table, Table(history)
        tied = columns_of(self.versions.name)
        self.shape = shape_of(tied)
        places = {column: place for place, column in enumerate((*table.columns, *_HISTORY))}
        self.in_order = itemgetter(*(places[column] for column in self.versions.columns))
        self.said = itemgetter(*(places[column] for column in tied))
        kinds = _KINDS[connection.vendor]
        # What few values stand in is written out once per value.
        self.known: list[dict[str, str] | None] = [None if _is_own(field) else {} for field in table.fields]
        self.forms = [next((form for kind, form in kinds if isinstance(f, kind)), str) for f in table.fields]
        self.clock = next((form for kind, form in kinds if kind is models.DateTimeField), str)
        self.empty = [_piece(value, form) for value, form in zip(table.row(), self.forms, strict=True)]


class Record:
    """One record on its way through its versions."""

    __slots__ = ("_history", "_pieces", "_row", "is_new")

    def __init__(self, history: History, **values: str) -> None:
        self.is_new = True
        self._history, self._row, self._pieces = history, history.table.row(), history.empty.copy()
        self.set(**values)

    def set(self, **values: str) -> None:
        history, row, pieces = self._history, self._row, self._pieces
        at, forms, known = history.table.at, history.forms, history.known
        for column, value in values.items():
            place = at[column]
            row[place] = value
            found = known[place]
            if found is None:
                pieces[place] = _piece(value, forms[place])
            elif value in found:
                pieces[place] = found[value]
            else:
                pieces[place] = found[value] = _piece(value, forms[place])

    @property
    def row(self) -> list[str]:
        return self._row.copy()

    def value(self, column: str) -> str:
        return self._row[self._history.table.at[column]]

    def version(self, number: int, when: str, user: str, salt: str) -> tuple[Row, str]:
        """The row of the history as the record stands now, and the digest of its tie."""
        history, kind, key = self._history, "+" if self.is_new else "~", str(number)
        row = history.in_order([*self._row, key, when, NULL, kind, user, salt])
        clock = history.clock(when)
        own = (f"{len(key)}:{key}", f"{len(clock)}:{clock}", "-", f"1:{kind}", f"{len(user)}:{user}", "")
        said = "".join(history.said([*self._pieces, *own]))
        self.is_new = False
        return row, hashlib.sha256((salt + said).encode()).hexdigest()


def _is_own(field: Any) -> bool:
    """Does nearly every row hold another value here?"""
    return field.unique or isinstance(field, models.DateTimeField) or field.name in ("case_file", "report")


def _piece(value: str, form: Callable[[str], str] = str) -> str:
    if value == NULL:
        return "-"
    said = form(value)
    return f"{len(said) if said.isascii() else len(said.encode())}:{said}"


@lru_cache(maxsize=1_000)
def _json(value: str) -> str:
    return json.dumps(json.loads(value), sort_keys=True, ensure_ascii=False)


# How a column reads in the digest of a tie, where that is not what was written.
_KINDS: dict[str, Sequence[tuple[Any, Callable[[str], str]]]] = {
    "postgresql": (
        (models.DateTimeField, lambda value: value.replace(" ", "T") + "+00:00"),
        (models.BooleanField, {"1": "true", "0": "false"}.__getitem__),
        (models.UUIDField, lambda value: str(UUID(value))),
        (models.JSONField, _json),
    ),
    "sqlite": (),
}


def lines(rows: Iterable[Row]) -> str:
    """The rows as COPY reads them."""
    return "".join(["\t".join(row) + "\n" for row in rows])
