"""A reporter lets the designated officer see a report, and takes that back; the officer looks, and each look is kept.

Nothing is shared unless the reporter says so. Whoever leaves or moves, reporter or officer, ends it at that moment, and
whoever becomes officer later sees nothing of it: who may look was officer when it was shared.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Subquery

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from desk.keyset import By, Page, Place, page_of
from desk.reports.drafts import seal, unseal
from desk.reports.masked import masks
from meldcode import own_reports, rules
from meldcode.people import Professional, membership
from meldcode.permissions import may_invite, may_see_receipt, may_write_after
from meldcode.receipts import Receipt
from meldcode.shared import SharedReport

PAGE = 25
# What was shared last stands on top: it is what the officer has not seen, and an index has it in this order.
NEWEST = (By("shared_at", datetime, down=True), By("receipt_id", int, down=True))


def may_share(user: User, receipt: Receipt) -> bool:
    """The sender, who works now where the report was sent from."""
    return may_write_after(user, receipt)


def may_see_shared(user: User, shared: SharedReport) -> bool:
    """Who was its officer when it was shared and still is, as long as its sender works there too."""
    here = membership(user)
    if not may_invite(user) or here is None or here.organisation_id != shared.organisation_id:
        return False
    if here.since > shared.shared_at:
        return False
    sender = Professional.objects.filter(user=shared.receipt.user_id, until__isnull=True)
    return sender.filter(organisation=shared.organisation_id, since__lte=shared.shared_at).exists()


@trail.act("portal_report_shared")
def share(*, by: User, at: datetime, receipt: Receipt, with_copy: bool = False) -> SharedReport:
    """Let the officer of the own organisation see number, moment and status, and the copy only `with_copy`.

    Again with another answer replaces it. Raises PermissionDenied, Refused (the copy is gone, moved since,
    no officer).
    """
    if not may_see_receipt(by, receipt):
        raise PermissionDenied
    here = membership(by)
    assert here is not None
    rules.a_report_is_shared_where_it_was_sent(may_share(by, receipt))
    rules.there_is_an_officer(bool(_officers(here.organisation_id)))
    SharedReport.objects.filter(receipt=receipt).delete()
    shared = SharedReport(receipt=receipt, organisation=here.organisation, shared_at=at, with_copy=with_copy)
    if with_copy:
        told = own_reports.copy_of(receipt, at=at)
        rules.copy_is_still_there(bool(told))
        shared.sealed_copy = seal(told, user_id=here.organisation_id, form=shared.mark)
    shared.full_clean()
    shared.save(force_insert=True)
    trail.record("portal_report_shared", by=Sender(by), at=at, subject=receipt)
    return shared


@trail.act("portal_sharing_stopped")
def stop_sharing(*, by: User, at: datetime, receipt: Receipt) -> None:
    """Take it back; what the officer saw they saw. Raises PermissionDenied, Refused when it is not shared."""
    if not may_see_receipt(by, receipt):
        raise PermissionDenied
    rules.the_report_is_shared(bool(SharedReport.objects.filter(receipt=receipt).delete()[0]))
    trail.record("portal_sharing_stopped", by=Sender(by), at=at, subject=receipt)


@trail.act("portal_shared_listed")
def list_shared(*, by: User, at: datetime, place: Place | None = None) -> Page[SharedReport]:
    """Return a page of what colleagues share with officer `by`, shared last first. Raises PermissionDenied.

    In: `place` where the page begins, or the first.
    """
    here = membership(by)
    if not may_invite(by) or here is None:
        raise PermissionDenied
    trail.record("portal_shared_listed", by=Sender(by), at=at)
    rows = SharedReport.objects.select_related("receipt__report", "receipt__user")
    rows = rows.filter(organisation=here.organisation_id, shared_at__gte=here.since)
    # Asked row by row: a join would begin with the people, and sort all that they ever shared for each page.
    here_now = Professional.objects.filter(organisation=here.organisation_id, until__isnull=True)
    since = Subquery(here_now.filter(user=OuterRef("receipt__user")).values("since")[:1])
    return page_of(rows.alias(since=since).filter(since__lte=F("shared_at")), NEWEST, place, PAGE)


@trail.act("portal_shared_read")
def read_shared(*, by: User, at: datetime, shared: SharedReport) -> SharedReport:
    """Record that the officer looks at it. Raises PermissionDenied for everybody else."""
    if not may_see_shared(by, shared):
        raise PermissionDenied
    trail.record("portal_shared_read", by=Sender(by), at=at, subject=shared)
    return shared


@trail.act("portal_shared_copy_made")
def make_shared_copy(*, by: User, at: datetime, shared: SharedReport) -> bytes:
    """Return the copy as a PDF. Raises PermissionDenied, Refused when it is not shared or gone."""
    if not may_see_shared(by, shared):
        raise PermissionDenied
    there = shared.with_copy and shared.receipt.has_copy_on(at)
    told = unseal(shared.sealed_copy, user_id=shared.organisation_id, form=shared.mark) if there else {}
    made = own_reports.as_pdf(shared.receipt, told)
    trail.record("portal_shared_copy_made", by=Sender(by), at=at, subject=shared)
    return made


def shown(by: User, receipt: Receipt) -> dict[str, Any]:
    """Return what the page of an own report shows of sharing (parts/share.html).

    What nobody sees any more, because its officer went, is not shared: it can be shared anew, with who is officer now.
    """
    here = membership(by)
    now = _officers(here.organisation_id) if here else []
    shared = SharedReport.objects.filter(receipt=receipt).first()
    see = [one for one in now if shared and one.since <= shared.shared_at]
    return {
        "shared": shared if see else None,
        "officers": ", ".join(one.user.display_name for one in see or now),
        "may_share": may_share(by, receipt),
        "is_shielded": masks([receipt.report])[receipt.report.pk].is_hidden,
    }


def _officers(organisation_id: int) -> list[Professional]:
    """Who is officer there now, who came first in front."""
    rows = Professional.objects.filter(organisation=organisation_id, is_officer=True, until__isnull=True)
    return list(rows.filter(user__is_active=True).select_related("user").order_by("since", "pk"))
