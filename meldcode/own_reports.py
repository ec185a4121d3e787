"""What somebody reported through the portal: own reports only, with their status in plain words."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from desk.keyset import By, Page, Place, page_of
from desk.reports.choices import Status
from desk.reports.drafts import unseal
from meldcode import pdf, rules
from meldcode.copies import Part
from meldcode.permissions import may_report, may_see_receipt
from meldcode.receipts import Receipt
from meldcode.shared import SharedReport

PAGE = 25
NEWEST = (By("at", datetime, down=True), By("report_id", int, down=True))

# What the desk's status says to who reported; more than this is not theirs to know yet.
PLAIN: dict[str, Any] = {
    Status.INTAKE: gettext_lazy("Ontvangen. Wij kijken er als eerste naar of er direct gevaar is."),
    Status.ASSESSING: gettext_lazy("Wij beoordelen uw melding."),
    Status.PROPOSED: gettext_lazy("Wij beoordelen uw melding."),
    Status.DECIDED: gettext_lazy("Wij hebben besloten. Wilde u dat, dan leest u hier welke stap wij zetten."),
    Status.CLOSED: gettext_lazy("Wij hebben besloten. Wilde u dat, dan leest u hier welke stap wij zetten."),
    Status.WITHDRAWN: gettext_lazy("Deze melding is ingetrokken."),
}

# The same to the officer and to a system: what was decided is not for them to read.
TO_OTHERS: dict[str, Any] = {
    **PLAIN,
    Status.DECIDED: gettext_lazy("Veilig Thuis heeft besloten."),
    Status.CLOSED: gettext_lazy("Veilig Thuis heeft besloten."),
}

# The same in a word, for a system.
SHORT: dict[str, str] = {
    Status.INTAKE: "ontvangen",
    Status.ASSESSING: "in-beoordeling",
    Status.PROPOSED: "in-beoordeling",
    Status.DECIDED: "besloten",
    Status.CLOSED: "besloten",
    Status.WITHDRAWN: "ingetrokken",
}


@trail.act("portal_reports_listed")
def list_own(*, by: User, at: datetime, place: Place | None = None) -> Page[Receipt]:
    """Return a page of the receipts of `by`, the newest first. Raises PermissionDenied.

    In: `place` where the page begins, or the first.
    """
    if not may_report(by):
        raise PermissionDenied
    trail.record("portal_reports_listed", by=Sender(by), at=at)
    return page_of(Receipt.objects.filter(user=by).select_related("report"), NEWEST, place, PAGE)


@trail.act("portal_receipt_read")
def read_receipt(*, by: User, at: datetime, receipt: Receipt, until: datetime | None = None) -> Receipt:
    """Record that the sender looks at the receipt. Raises PermissionDenied for everybody else.

    In: `until` the moment of the newest thing on the page: the sender need not be mailed of it any more.
    """
    if not may_see_receipt(by, receipt):
        raise PermissionDenied
    if receipt.user_id == by.pk:
        seen = until or receipt.at
        fresh = Q(told_until__isnull=True) | Q(told_until__lt=seen)
        Receipt.objects.filter(fresh, pk=receipt.pk).update(told_until=seen)
    trail.record("portal_receipt_read", by=Sender(by), at=at, subject=receipt)
    return receipt


@trail.act("portal_copy_made")
def make_copy(*, by: User, at: datetime, receipt: Receipt) -> bytes:
    """Return what was sent as a PDF, with the receipt. Raises PermissionDenied for everybody but the sender."""
    if not may_see_receipt(by, receipt):
        raise PermissionDenied
    made = as_pdf(receipt, copy_of(receipt, at=at))
    trail.record("portal_copy_made", by=Sender(by), at=at, subject=receipt)
    return made


def copy_of(receipt: Receipt, *, at: datetime) -> dict[str, list[str]]:
    """Return what was sent, unsealed for its sender; empty when it is gone, or over its days."""
    if not receipt.has_copy_on(at):
        return {}
    return unseal(receipt.sealed_copy, user_id=receipt.user_id, form=f"receipt:{receipt.journey}")


def as_pdf(receipt: Receipt, told: dict[str, list[str]]) -> bytes:
    """Return an unsealed copy as a document, with the receipt. Raises Refused when the copy is gone."""
    rules.copy_is_still_there(bool(told))
    parts: list[Part] = json.loads(told["parts"][0])
    proof = [
        (_("Nummer"), receipt.report.number),
        (_("Ontvangen"), f"{timezone.localtime(receipt.at):%d-%m-%Y %H:%M:%S}"),
        (_("Hash (SHA-256)"), receipt.digest),
        (_("Ondertekend bewijs"), receipt.note),
    ]
    return pdf.document(_("Wat u meldde"), receipt.at, [(_("Ontvangstbewijs"), proof), *parts])


def forget_copies(*, before: datetime) -> int:
    """Empty the sealed copies of reports sent before this moment; the receipt itself stays. Out: how many."""
    SharedReport.objects.filter(receipt__at__lt=before).exclude(sealed_copy="").update(sealed_copy="")
    return Receipt.objects.filter(at__lt=before).exclude(sealed_copy="").update(sealed_copy="")
