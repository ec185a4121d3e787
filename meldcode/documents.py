"""Documents that go along with a report: kept under the key of the journey until it is sent, or forgotten with it."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.attachments.journeys import add_to_batch, drop_from_batch, keep_in_batch
from desk.attachments.models import Attachment
from desk.attachments.rewriting import Upload
from desk.audit import trail
from desk.audit.trail import Sender
from desk.rulebook import Refused
from meldcode import rules
from meldcode.journey import Journey
from meldcode.journeys import under_way
from meldcode.permissions import may_report
from meldcode.walk import DOCUMENTS, Walk


def add_document(
    *, by: User, at: datetime, key: UUID, submission: UUID, file: Upload, description: str, dated: date | None
) -> Attachment:
    """Put a document with the own journey `key`; cleaned first, outside of the transaction, as at the desk.

    Raises PermissionDenied (another's, or nobody's), Refused (before step 5 decided, a file that is not taken in),
    ValidationError.
    """
    keep = partial(keep_document, by=by, at=at, key=key, description=description, dated=dated)
    return add_to_batch(by=Sender(by), at=at, batch=key, submission=submission, file=file, keep=keep)


@trail.act("attachment_kept")
def keep_document(*, by: User, at: datetime, key: UUID, **told: Any) -> Attachment:
    """Write down a document of the own journey. Raises PermissionDenied, Refused, ValidationError."""
    if not may_report(by):
        raise PermissionDenied
    journey = _locked(by, at, key)
    rules.documents_follow_the_decision(Walk(by, journey).may_open(DOCUMENTS))
    # The journey lives as long as what lies with it.
    journey.saved_at = at
    journey.save(update_fields=["saved_at"])
    return keep_in_batch(by=Sender(by), at=at, batch=key, **told)


@trail.act("attachment_dropped")
def drop_document(*, by: User, at: datetime, key: UUID, pk: UUID) -> None:
    """Take a document out of the own journey; its file is destroyed. Raises PermissionDenied, Refused."""
    if not may_report(by):
        raise PermissionDenied
    _locked(by, at, key)
    drop_from_batch(by=Sender(by), at=at, batch=key, pk=pk)


def refuse_early(*, by: User, at: datetime) -> None:
    """Record that somebody sent a file where no page asks for one. Nothing of it was read."""
    try:
        rules.documents_follow_the_decision(False)
    except Refused as refusal:
        trail.refused("attachment_kept", refusal, by=Sender(by), at=at, given={})


def _locked(by: User, at: datetime, key: UUID) -> Journey:
    """The own journey; nobody sends or stops it until this is written down."""
    journey = under_way(by, at).select_for_update().filter(key=key).first()
    if journey is None:
        raise PermissionDenied
    return journey
