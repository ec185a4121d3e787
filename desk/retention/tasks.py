"""What the worker does for retention; it may run twice or late and ends the same."""

import logging

from celery import shared_task

from desk.audit.sealing.anchor import Different
from desk.retention.listing import list_destroyed

logger = logging.getLogger(__name__)


@shared_task
def list_destructions() -> int:
    """Write down outside the database which files were destroyed, for whoever puts back a backup."""
    try:
        return list_destroyed()
    except (OSError, ValueError, Different) as trouble:
        logger.error("the list of what was destroyed could not be written: %s", type(trouble).__name__)
        return 0
