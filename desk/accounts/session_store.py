"""Sessions, each with the account it is of in a column: those of somebody are found without opening all others."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

_NOBODY = 0
_AT_ONCE = 500


class Session(AbstractBaseSession):
    """A row of the table that Django's own sessions lay in before, so that nobody is signed out by an update."""

    # 0: of nobody yet. Empty: written by a process of before there was this column.
    account = models.BigIntegerField(null=True, editable=False)

    class Meta(AbstractBaseSession.Meta):
        db_table = "django_session"
        indexes = [models.Index(fields=["account"], name="session_account")]

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(db.SessionStore):
    """Django's, that notes the account at every save. Its name is part of what a session is signed with."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to save, with whose session it is."""
        row = cast(Session, super().create_model_instance(data))
        row.account = _owner(data)
        return row


def in_batches(rows: models.QuerySet[Session]) -> Iterator[list[Session]]:
    """Yield these sessions, as many together as one statement reads; each may be ended meanwhile."""
    last = ""
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        last = batch[-1].pk
        yield batch


def take_over() -> None:
    """Note the account of each session that a process of before wrote; it finds none once all of those are over.

    One of nobody stays as it is: until the process of before is gone, somebody may still sign in with it.
    """
    for batch in in_batches(Session.objects.filter(account=None)):
        for row in batch:
            row.account = _owner(row.get_decoded()) or None
        Session.objects.bulk_update([row for row in batch if row.account], ["account"])


def _owner(data: Mapping[str, Any]) -> int:
    return int(data.get(SESSION_KEY, _NOBODY))
