"""What a sender decides later about the own name: who may know it, and to be open after all (one way)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from desk.reports import secrecy, sharing
from desk.reports.choices import Receiver
from desk.reports.masked import Mask, masks
from meldcode import rules
from meldcode.permissions import may_see_receipt
from meldcode.receipts import Receipt


def name_of(receipt: Receipt) -> tuple[Mask, dict[str, sharing.Sharing]]:
    """How the name stands now: what the family may know, and the consents that count, by receiver."""
    given = {one.receiver: one for one in sharing.shared_with(receipt.report_id)}
    return masks([receipt.report])[receipt.report_id], given


@trail.act("name_shared")
def share_name(*, by: User, at: datetime, receipt: Receipt, receiver: str) -> None:
    """Let `receiver` know the name. Raises PermissionDenied, Refused (not shielded), ValidationError."""
    _may(by, receipt)
    given = sharing.give(receipt.report_id, receiver, at=at)
    trail.record("name_shared", by=Sender(by), at=at, subject=receipt, detail=given.get_receiver_display())


@trail.act("name_sharing_withdrawn")
def withdraw_sharing(*, by: User, at: datetime, receipt: Receipt, receiver: str) -> None:
    """Take that consent back, from now on. Raises PermissionDenied, Refused when there is none."""
    _may(by, receipt)
    sharing.take_back(receipt.report_id, receiver, at=at)
    trail.record("name_sharing_withdrawn", by=Sender(by), at=at, subject=receipt, detail=Receiver(receiver).label)


@trail.act("reporter_disclosed")
def open_name(*, by: User, at: datetime, receipt: Receipt, sure: bool) -> None:
    """Be open after all: the family may know, and that stays so.

    In: `sure` when the sender said to know that. Raises PermissionDenied, Refused (not said, not shielded).
    """
    _may(by, receipt)
    rules.who_opens_the_name_is_sure(sure)
    secrecy.open_name(receipt.report_id, at=at)
    trail.record("reporter_disclosed", by=Sender(by), at=at, subject=receipt)


def _may(by: User, receipt: Receipt) -> None:
    if not may_see_receipt(by, receipt):
        raise PermissionDenied
