"""Has what waits in quarantine scanned. Each task may run twice or late, and ends the same."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk.attachments import clamd, store
from desk.attachments.choices import WAITING, State
from desk.attachments.models import Attachment
from desk.attachments.vault import Damaged
from desk.audit import trail

logger = logging.getLogger(__name__)


@shared_task
def scan_attachment(pk: str) -> bool:
    """Scan one document that waits. Out: was it judged? It goes on waiting while there is no scanner, or it is away."""
    row = Attachment.objects.select_related("report").filter(pk=pk, state__in=WAITING).first()
    if row is None or not settings.CLAMD_URL:
        return False
    try:
        found = asked(row)
    except clamd.NotScanned:
        logger.warning("the scanner is away: a document waits")
        return False
    return found is not None and judge(row, found, timezone.now())


def asked(row: Attachment) -> str | None:
    """Return what the scanner finds in this document: nothing, or a name; None when its file is not whole.

    Raises NotScanned.
    """
    try:
        with store.open_whole(row.stored, row.digest) as file:
            return clamd.scan(settings.CLAMD_URL, file)
    except Damaged:
        logger.error("the file of a document is not there, or not as it was written")
        return None


def ask_scan(pk: UUID) -> None:
    """Tell the worker that a document waits. Without a queue the sweep finds it."""
    if settings.CLAMD_URL:
        scan_attachment.apply_async((str(pk),), retry=False)


def waiting() -> list[str]:
    """The keys of what waits for the scanner, the longest first."""
    return [str(pk) for pk in Attachment.objects.filter(state__in=WAITING).values_list("pk", flat=True)]


def judge(row: Attachment, found: str, at: datetime, *, before: frozenset[State] = WAITING) -> bool:
    """Write down what the scanner said, once. What it found something in is destroyed and never given.

    `before`: how the document stood when it was asked about; out: did it still stand so?
    """
    outcome: dict[str, Any] = {"state": State.CLEAN, "scanned_at": at}
    if found:
        outcome = {**outcome, "state": State.REFUSED, "stored": "", "digest": ""}
    with transaction.atomic():
        judged = Attachment.objects.filter(pk=row.pk, state__in=before).update(**outcome)
        if judged:
            detail = f"gevonden: {found}" if found else str(State.CLEAN.label)
            subject = row if row.report else None
            trail.record("attachment_scanned", by=trail.System(), at=at, subject=subject, detail=detail)
        if found:
            transaction.on_commit(lambda: store.destroy([row.stored]), robust=True)
    return bool(judged)
