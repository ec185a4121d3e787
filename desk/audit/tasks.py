"""What the worker does for the trail; each task may run twice or late and ends the same."""

import logging

from celery import shared_task
from django.utils import timezone

from desk.audit.check import Busy, check
from desk.audit.destruction import destroy
from desk.audit.sealing.seal import seal
from desk.audit.sealing.sweep import sweep

logger = logging.getLogger(__name__)


@shared_task
def seal_trail() -> int:
    """Give the events of the last minute their place, and sign where the tree stands."""
    return seal(at=timezone.now())


@shared_task
def check_trail() -> str:
    """Seal what was left behind, then check the whole trail; what is wrong is kept and shown, a lost key as well."""
    try:
        sweep(at=timezone.now())
    except (OSError, ValueError):
        logger.error("the trail could not be sealed")
    try:
        return check(at=timezone.now()).wrong
    except Busy:
        logger.warning("the check of the trail that began before is still going on")
        return ""


@shared_task
def destroy_events() -> int:
    """Destroy the words of events whose term is over."""
    return destroy(at=timezone.now())
