"""What the worker does for the threads with reporters; it may run twice or late and ends the same."""

from celery import shared_task
from django.db import connection, transaction

from desk.contact.reading import goes_on, with_what_waits
from desk.reports.choices import IN_HAND
from desk.reports.meldcode_steps import MeldcodeSteps

_AT_ONCE = 500


@shared_task
def rest_threads() -> int:
    """Mark the threads in which nothing waits nor will wait by itself. Out: how many. What comes in wakes one up."""
    rested, last = 0, 0
    while rows := _next(last):
        rested += _rest(rows)
        last = rows[-1]
    return rested


def _next(after: int) -> list[int]:
    over = goes_on().filter(pk__gt=after).exclude(report__status__in=IN_HAND)
    return list(over.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])


def _rest(pks: list[int]) -> int:
    """Lock first and look then: a message that comes in meanwhile is seen, or wakes its thread up afterwards."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        mine = MeldcodeSteps.objects.select_for_update(of=("self",), skip_locked=skip).filter(pk__in=pks)
        held = list(mine.values_list("pk", flat=True))
        waits_for_nothing = {"unread": False, "first_waits": False, "comes_second": False}
        done = with_what_waits(goes_on().filter(pk__in=held)).filter(**waits_for_nothing)
        return MeldcodeSteps.objects.filter(pk__in=done.values("pk")).update(thread_rests=True)
