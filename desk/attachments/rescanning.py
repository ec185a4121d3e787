"""Scans again every day what was found clean: a scanner learns of things that it did not know the day before."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk.attachments import clamd
from desk.attachments.choices import State
from desk.attachments.models import Attachment
from desk.attachments.scanning import asked, judge
from desk.audit import trail

AGAIN_AFTER = timedelta(days=1)
# In one go, the longest ago first: the worker has other things to do, and comes back within the hour. A file that is
# not whole does not count, or enough of them would keep the others from being scanned.
MOST = 500
logger = logging.getLogger(__name__)


@shared_task
def rescan_attachments() -> dict[str, int]:
    """Scan again what was scanned a day ago or longer. Out: how many are clean still, and how many are no more."""
    now = timezone.now()
    clean: list[Attachment] = []
    refused = 0
    try:
        for row in _due(now) if settings.CLAMD_URL else ():
            if len(clean) + refused >= MOST:
                break
            found = asked(row)
            if found:
                refused += judge(row, found, now, before=frozenset({State.CLEAN}))
            elif found is not None:
                clean.append(row)
    except clamd.NotScanned:
        logger.warning("the scanner is away: documents that were clean are scanned again later")
    return {"clean": _clean_still(clean, now), "refused": refused}


def _due(now: datetime) -> Iterator[Attachment]:
    scanned = Attachment.objects.filter(state=State.CLEAN, scanned_at__lt=now - AGAIN_AFTER)
    return scanned.select_related("report").order_by("scanned_at").iterator(chunk_size=100)


def _clean_still(rows: list[Attachment], now: datetime) -> int:
    """One event for all of them together: it says nothing about any of them that the trail did not know."""
    if not rows:
        return 0
    with transaction.atomic():
        still = Attachment.objects.filter(pk__in=[row.pk for row in rows], state=State.CLEAN).update(scanned_at=now)
        trail.record("attachments_rescanned", by=trail.System(), at=now, detail=str(still))
    return still
