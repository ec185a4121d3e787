"""Tampering with a sealed trail as whoever owns the database, and undoing it again."""

from collections.abc import Callable

from django.db import transaction

from desk.audit.check import check
from desk.audit.models import Leaf
from tests.desk.audit.conftest import as_owner

Run = Callable[..., None]


class Undone(Exception):
    """What was tampered with is put back."""


def found(at, tamper: Callable[[Run], object], anchor: str = "") -> str:
    """What the check says after somebody tampered; afterwards all is as it was."""
    said = ""
    try:
        with transaction.atomic():
            with as_owner() as run:
                tamper(run)
            said = check(at=at, anchor=anchor).wrong
            raise Undone
    except Undone:
        return said


def at_place(position: int) -> str:
    return Leaf.objects.get(position=position).event_id.hex


def key(column: str, event_id: str) -> str:
    return f"{column} = '{event_id}'"
