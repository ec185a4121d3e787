"""What the worker does for documents by itself."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from desk.attachments import store
from desk.attachments.models import Attachment
from desk.attachments.rescanning import rescan_attachments
from desk.attachments.scanning import scan_attachment, waiting

__all__ = ["rescan_attachments", "scan_attachment", "sweep_attachments"]

# So long a file may be without a row: it is written first. A desk that was killed in between leaves one behind.
_ORPHAN = timedelta(hours=1)
_MOST_AT_ONCE = 10
logger = logging.getLogger(__name__)


@shared_task
def sweep_attachments() -> dict[str, int]:
    """Scan what still waits, and remove files that no row knows. Out: how many."""
    return {
        "scanned": sum(scan_attachment(pk) for pk in waiting()),
        "orphans": _remove_orphans(),
    }


def _remove_orphans() -> int:
    old = list(store.older_than(timezone.now() - _ORPHAN))
    known = set(Attachment.objects.filter(stored__in=old).values_list("stored", flat=True))
    orphans = [name for name in old if name not in known]
    if len(orphans) > max(len(known), _MOST_AT_ONCE):
        # A database that was put back from a backup, or the wrong one: what it does not know may still be needed.
        logger.error("%s documents are known to no row: none was removed, look at the database first", len(orphans))
        return 0
    store.destroy(orphans)
    return len(orphans)
