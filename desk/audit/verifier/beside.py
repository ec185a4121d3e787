"""What lies beside an event: the rows of a history that its act wrote, and what it destroyed."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection

from desk.audit.verifier.text import as_text

PAGE = 500
_SALT = "history_salt"
_as_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


@dataclass
class Beside:
    """The digest over what lies beside one event, the first thing that is wrong with it (Dutch), and the last place of
    the trail that it destroyed.
    """

    trouble: str = ""
    last_place: int = -1
    digest: Any = field(default_factory=hashlib.sha256)


class _Tie(NamedTuple):
    event_id: str
    key: int
    source: str
    number: int
    shape: str
    digest: str


def beside(events: Sequence[str]) -> dict[str, Beside]:
    """Return what lies beside each of these events (ids without dashes); read a page at a time, whatever there is."""
    found = {event: Beside() for event in events}
    for page in _pages("audit_tie", ("source", "number", "shape", "digest"), events):
        _read_ties([_Tie(*row) for row in page], found)
    for page in _pages("audit_destroyed", ("source", "first", "last"), events):
        for event, _, source, first, last in page:
            found[event].digest.update(f"destroyed {source} {first} {last}\n".encode())
            if source == "audit_event":
                found[event].last_place = max(found[event].last_place, last)
    return found


def histories() -> list[str]:
    """Return the tables whose rows are tied. Asked of the models: this app may not import those who stand above it."""
    models = apps.get_models()
    return sorted(m._meta.db_table for m in models if any(f.name == _SALT for f in m._meta.concrete_fields))


def may_read(table: str) -> bool:
    """Say whether we may: whoever checks the trail from outside has no right on the cases."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
        return bool(cursor.fetchone()[0])


def _pages(table: str, columns: Sequence[str], events: Sequence[str]) -> Iterator[list[Any]]:
    marks = ", ".join(["%s"] * len(events))
    asked = ", ".join([as_text("t.event_id"), "t.id", *(f"t.{column}" for column in columns)])
    last = 0
    while events:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {asked} FROM {table} t WHERE t.event_id IN ({marks}) AND t.id > %s ORDER BY t.id LIMIT {PAGE}",  # noqa: S608
                [*events, last],
            )
            page = cursor.fetchall()
        if not page:
            return
        yield page
        last = page[-1][1]


def _read_ties(page: list[_Tie], found: dict[str, Beside]) -> None:
    troubles = {}
    for (source, shape), ties in groupby(sorted(page, key=_kind), key=_kind):
        troubles.update(_troubles(source, shape, list(ties)))
    for tie in page:
        one = found[tie.event_id]
        one.digest.update(f"tie {tie.source} {tie.number} {tie.shape} {tie.digest}\n".encode())
        one.trouble = one.trouble or troubles.get(tie.key, "")


def _kind(tie: _Tie) -> tuple[str, str]:
    return tie.source, tie.shape


def _troubles(source: str, shape: str, ties: list[_Tie]) -> dict[int, str]:
    """Compare each row of a history with its tie."""
    if source not in histories():
        return {tie.key: f"er is geen {source}" for tie in ties}
    if not may_read(source):
        return {}
    columns = _columns(shape)
    if not columns:
        return {tie.key: f"de kolommen van {source} zijn veranderd" for tie in ties}
    rows = _rows(source, columns, [tie.number for tie in ties])
    said = {}
    for tie in ties:
        where = f"rij {tie.number} van {source}"
        if tie.number not in rows:
            said[tie.key] = "" if _was_destroyed(source, tie.number) else f"{where} is weg"
        elif rows[tie.number] != tie.digest:
            said[tie.key] = f"{where} is veranderd"
    return said


def _columns(shape: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT columns FROM audit_shape WHERE id = %s", [shape])
        found = cursor.fetchone()
    is_true = found and hashlib.sha256(found[0].encode()).hexdigest() == shape
    return found[0].split("\n") if is_true else []


def _rows(source: str, columns: Sequence[str], numbers: Sequence[int]) -> dict[int, str]:
    """The digest of each row as it lies there, by its number."""
    is_postgresql = connection.vendor == "postgresql"
    texts = "to_jsonb(h)::text" if is_postgresql else ", ".join(f'CAST(h."{name}" AS text)' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT h.history_id, h.{_SALT}, {texts} FROM "{source}" h '  # noqa: S608
            f"WHERE h.history_id IN ({', '.join(['%s'] * len(numbers))})",
            list(numbers),
        )
        rows = cursor.fetchall()
    return {
        number: _digest(salt, _out_of_json(told[0], columns) if is_postgresql else told) for number, salt, *told in rows
    }


def _out_of_json(row: str, columns: Sequence[str]) -> list[str | None]:
    held = json.loads(row, parse_float=str)
    return [_text(held.get(name)) for name in columns]


def _text(value: Any) -> str | None:
    """Return a value as the database writes it. A whole number is the usual one, and needs no encoder."""
    if value is None or type(value) is str:
        return value
    return str(value) if type(value) is int else _as_json(value)


def _digest(salt: str, texts: Sequence[str | None]) -> str:
    told = [salt.encode("utf-8", "replace")]
    for text in texts:
        said = b"" if text is None else text.encode("utf-8", "replace")
        told.append(b"-" if text is None else b"%d:%b" % (len(said), said))
    return hashlib.sha256(b"".join(told)).hexdigest()


def _was_destroyed(source: str, number: int) -> bool:
    """What an event says counts, in the tree or on its way there: that it says so is checked at its place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM audit_destroyed d JOIN audit_stamp s ON s.event_id = d.event_id "
            "WHERE d.source = %s AND d.first <= %s AND d.last >= %s",
            [source, number, number],
        )
        return cursor.fetchone() is not None
