"""What a page shows of the documents of a report."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from desk.accounts.ready import records
from desk.attachments.choices import State
from desk.attachments.models import Attachment
from desk.attachments.rules import MOST
from desk.deadlines import local_day
from desk.reports.masked import Mask, masks
from desk.reports.models import Report
from desk.reports.permissions import may_change


def documents_of(report: Report, user: Any, mask: Mask | None = None) -> dict[str, Any]:
    """Return the documents in the order in which they came, and what may be done with them.

    One query, and one more where the page does not bring the `mask` of the reporter.
    """
    today = local_day(timezone.now())
    rows: list[Attachment] = records(_of_report, user, report.pk)
    for row in _of_a_hidden_reporter(report, rows, mask):
        row.withheld = True
    return {
        "documents": [(row, row.is_old_on(today)) for row in rows],
        "may_put": may_change(user, report) and report.is_in_hand,
        "full": len(rows) >= MOST,
        "most": MOST,
        "no_scanner": not settings.CLAMD_URL and any(row.state == State.UNSCANNED for row in rows),
    }


def _of_report(_user: Any, report: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(report=report).select_related("put_by")


def _of_a_hidden_reporter(report: Report, rows: list[Attachment], mask: Mask | None) -> list[Attachment]:
    """What the reporter sent along tells who that is; the shield may have been asked after it came (P6)."""
    sent_along = [row for row in rows if row.put_by is None]
    return sent_along if sent_along and (mask or masks([report])[report.pk]).is_hidden else []
