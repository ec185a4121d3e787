"""Ties the rows a history holds already, as they are at that moment; used by migrations only.

What happened to them before nobody can tell: one event says how many were taken over, and from then on they are sealed.
"""

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.db import connection, migrations
from django.utils import timezone

from desk.audit import histories
from desk.audit.models import Tie
from desk.audit.trail import System
from desk.deadlines import local_day

_BATCH = 500
_SALT = {
    "postgresql": "replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')",
    "sqlite": "lower(hex(randomblob(32)))",
}


def tie_what_was(source: str) -> migrations.RunPython:
    """Return the migration step that salts and ties every row of the history `source`."""

    def run(apps: Any, _editor: Any) -> None:
        tie_all(apps, source)

    return migrations.RunPython(run, migrations.RunPython.noop, elidable=False)


def tie_all(apps: Any, source: str) -> int:
    """Salt and tie the rows of `source`, under one event. Returns how many there were."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(source)
        cursor.execute(f"UPDATE {table} SET {histories.SALT} = {_SALT[connection.vendor]}")  # noqa: S608
        described = connection.introspection.get_table_description(cursor, source)
    columns = sorted(column.name for column in described if column.name != histories.SALT)
    event, digest, count = uuid4(), hashlib.sha256(), 0
    for batch in _batches(source, columns):
        for tie in batch:
            digest.update(tie.line.encode())
        told = ({name: getattr(tie, name) for name in ("source", "number", "shape", "digest")} for tie in batch)
        apps.get_model("audit", "Tie").objects.bulk_create(
            apps.get_model("audit", "Tie")(event_id=event, **one) for one in told
        )
        count += len(batch)
    if count:
        _say(apps, event, digest.hexdigest(), source, count)
        shape = histories.shape_of(columns), "\n".join(columns)
        apps.get_model("audit", "Shape").objects.get_or_create(id=shape[0], defaults={"columns": shape[1]})
    return count


def _say(apps: Any, event: Any, covers: str, source: str, count: int) -> None:
    now = timezone.now()
    told = {"act": "history_tied", "outcome": "done", "subject_kind": "trail", "actor_name": System.display_name}
    apps.get_model("audit", "Event").objects.create(
        id=event, day=local_day(now), at=now, covers=covers, detail=f"{count} rijen van {source}", **told
    )


def _batches(source: str, columns: list[str]) -> Iterator[list[Tie]]:
    last = 0
    while numbers := _numbers(source, last):
        yield histories.ties(source, numbers, columns)
        last = numbers[-1]


def _numbers(source: str, after: int) -> list[int]:
    table = connection.ops.quote_name(source)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT history_id FROM {table} WHERE history_id > %s ORDER BY history_id LIMIT %s",  # noqa: S608
            [after, _BATCH],
        )
        return [number for (number,) in cursor.fetchall()]
