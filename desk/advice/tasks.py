"""What the worker does for advices; it may run twice or late and ends the same."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from desk.advice.storage import forget_old_rows
from desk.audit.trail import was_done

# The night after, and those that follow: one on which the disk was full or a copy was made is not the last.
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@shared_task
def forget_removed(*, at_night: bool = False) -> bool:
    """Once more, after something was taken out of an advice: at that moment the database may have been busy.

    In: `at_night`, when a large table may be written anew as well.
    """
    if not was_done("advice_scrubbed", since=timezone.localdate() - (A_WEEK if at_night else A_DAY)):
        return False
    return forget_old_rows(however_long=at_night)
