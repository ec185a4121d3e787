"""What the worker does for oversight: each day that is over is looked into once, however often the task runs."""

import logging
from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from desk.audit import trail
from desk.oversight import bounds
from desk.oversight.actions import review_day
from desk.oversight.gathering import window_of
from desk.oversight.models import ReviewedDay
from desk.rulebook import Refused

logger = logging.getLogger(__name__)


@shared_task
def review_looks() -> int:
    """Look into every day that is over; whether a look was somebody's work shows only then."""
    now = timezone.now()
    raised = 0
    for day in _days_to_do(timezone.localdate(now)):
        if window_of(day).last <= now:
            try:
                raised += len(review_day(by=trail.System(), at=now, day=day))
            except Refused:
                logger.warning("another worker looked into a day at the same moment")
    return raised


def _days_to_do(today: date) -> list[date]:
    last = ReviewedDay.objects.order_by("-day").values_list("day", flat=True).first()
    first = last + timedelta(days=1) if last else today - timedelta(days=bounds.FIRST_DAYS.value)
    return [first + timedelta(days=n) for n in range((today - first).days)]
