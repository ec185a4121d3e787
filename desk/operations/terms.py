"""How many terms are over: counted among what runs, which stays as small as the work in hand."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from desk import replica
from desk.deadlines import local_day
from desk.reports.choices import IN_HAND, RUNNING, Status
from desk.reports.models import Report
from desk.reports.secrecy import shields_to_review


def overdue(alias: str, now: datetime) -> Iterator[Metric]:
    """Speak of days: what a replica may answer. It says from what moment that is."""
    found, moment = replica.ask(lambda line: _counted(line, local_day(now)), primary=alias)
    terms = GaugeMetricFamily("meldesk_overdue", "How many terms are over", labels=["term"])
    for term, count in found.items():
        terms.add_metric([term], count)
    yield terms
    yield gauge("meldesk_overdue_moment_seconds", "From when these are", (moment or now).timestamp())
    if replica.is_there():
        yield gauge("meldesk_replica_ok", "1: these came from the replica", moment is not None)


def gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


def _counted(alias: str, today: date) -> dict[str, int]:
    return {term: late.using(alias).count() for term, late in _late(today).items()}


def _late(today: date) -> dict[str, QuerySet[Any]]:
    """By term, what it is over for. A report is asked for by statuses that run: others are not in `report_running`."""
    reports = Report.objects.all()
    return {
        "assess": reports.filter(status__in=IN_HAND, assess_by__lt=today),
        "review": reports.filter(status=Status.PROPOSED, review_by__lt=today),
        "conclude": reports.filter(status__in=RUNNING, conclude_by__lt=today),
        "shield": shields_to_review(today),
    }
