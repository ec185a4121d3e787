"""What the worker does for documents by itself."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from celery import shared_task
from django.utils import timezone

from desk.attachments import store
from desk.attachments.models import Attachment
from desk.attachments.rescanning import rescan_attachments
from desk.attachments.scanning import scan_attachment, waiting

__all__ = ["remove_orphans", "rescan_attachments", "scan_attachment", "sweep_attachments"]

# So long a file may be without a row: it is written first. A desk that was killed in between leaves one behind.
_ORPHAN = timedelta(hours=1)
_MOST_AT_ONCE = 10
# PostgreSQL takes 65,535 values in a question, and a store may hold millions of files.
_ASKED_AT_ONCE = 1_000
logger = logging.getLogger(__name__)


@shared_task
def sweep_attachments() -> int:
    """Scan what still waits. Out: how many were scanned."""
    return sum(scan_attachment(pk) for pk in waiting())


@shared_task
def remove_orphans() -> int:
    """Remove files that no row knows. Out: how many."""
    known, orphans = 0, []
    for names in _some(store.older_than(timezone.now() - _ORPHAN)):
        there = set(Attachment.objects.filter(stored__in=names).values_list("stored", flat=True))
        known += len(there)
        orphans += [name for name in names if name not in there]
    if len(orphans) > max(known, _MOST_AT_ONCE):
        # A database that was put back from a backup, or the wrong one: what it does not know may still be needed.
        logger.error("%s documents are known to no row: none was removed, look at the database first", len(orphans))
        return 0
    store.destroy(orphans)
    return len(orphans)


def _some(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, _ASKED_AT_ONCE)):
        yield some
