"""What the worker does for reports; a task may run twice or late and ends the same."""

import logging
from datetime import datetime

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from desk.audit import trail
from desk.deadlines import local_day
from desk.reports import secrecy, typed
from desk.reports.access import telling
from desk.reports.choices import IN_HAND
from desk.reports.models import Grant, Report

logger = logging.getLogger(__name__)


@shared_task
def purge_drafts() -> int:
    """Delete drafts past their days."""
    return typed.purge_drafts(at=timezone.now())


@shared_task
def tell_of_broken_glass(grant_id: int) -> int:
    """Mail the configured addresses that there is something to judge. Out: how many mails."""
    return sum(_tell(grant) for grant in Grant.objects.filter(pk=grant_id))


@shared_task
def tell_what_waits() -> int:
    """Mail of each emergency that could not be mailed before: queue or mail server was away. Out: how many mails."""
    return sum(_tell(grant) for grant in telling.to_tell(timezone.now()))


def _tell(grant: Grant) -> int:
    try:
        return telling.tell(by=trail.System(), at=timezone.now(), grant=grant)
    except OSError as trouble:
        logger.error("that the glass was broken could not be mailed: %s", type(trouble).__name__)
        return 0


@shared_task
def review_shields() -> int:
    """Bring each approved shield whose review day has passed back to a team lead; it goes on working meanwhile."""
    now = timezone.now()
    return sum(secrecy.ask_shield_again(at=now, reporter=r) for r in secrecy.shields_to_review(local_day(now)))


@shared_task
def flag_overdue() -> int:
    """Mark each report in hand whose term is over, once. It flags and never blocks (P11)."""
    now = timezone.now()
    today = local_day(now)
    late = Report.objects.filter(status__in=IN_HAND, assess_by__lt=today, overdue_since__isnull=True)
    return sum(_flag(report, now) for report in late.iterator())


def _flag(report: Report, now: datetime) -> int:
    with transaction.atomic():
        waiting = Report.objects.filter(pk=report.pk, overdue_since__isnull=True, status__in=IN_HAND)
        flagged = waiting.update(overdue_since=report.assess_by)
        if flagged:
            trail.record("report_overdue", by=trail.System(), at=now, subject=report)
    return flagged
