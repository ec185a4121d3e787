"""What the worker does for retention; it may run twice or late and ends the same."""

import logging

from celery import shared_task
from django.utils import timezone

from desk.audit.sealing.anchor import Different
from desk.retention.listing import list_destroyed

logger = logging.getLogger(__name__)


@shared_task
def list_destructions(*, everything: bool = False) -> int:
    """Write down outside the database which files were destroyed, for whoever puts back a backup.

    In: `everything`, as once a night; every minute only what was destroyed these days.
    """
    try:
        return list_destroyed(at=timezone.now(), everything=everything)
    except (OSError, ValueError, Different) as trouble:
        logger.error("the list of what was destroyed could not be written: %s", type(trouble).__name__)
        return 0
