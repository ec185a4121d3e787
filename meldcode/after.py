"""After sending: what the sender writes to the desk about an own report. Nothing that was sent before changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from desk.contact.models import Message
from desk.contact.portal import receive_message
from meldcode.permissions import may_write_after
from meldcode.receipts import Receipt


@trail.act("portal_message_sent")
def write(
    *, by: User, at: datetime, receipt: Receipt, submission: UUID, kind: str, about: Message | None = None, **told: Any
) -> Message:
    """Send an answer, addition, correction or wish to withdraw. Sent twice it is one message.

    Raises PermissionDenied (another's report, somebody who left), and what the desk refuses.
    """
    if not may_write_after(by, receipt):
        raise PermissionDenied
    sent = {"report": receipt.report, "submission": submission, "kind": kind, "about": about, **told}
    message = receive_message(by=by, at=at, **sent)
    trail.record("portal_message_sent", by=Sender(by), at=at, subject=receipt, detail=message.get_kind_display())
    return message
