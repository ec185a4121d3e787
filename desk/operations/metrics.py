"""What is counted while people work: by the name of a page, an action or a task, never by a person, a case or a path.

Of the advice room, and of the guard that reads what is typed there, a figure is given out when its day is over: an
advice keeps its day and no moment (P1), and a figure that is fetched every few seconds would tell the moment.
"""

import os
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, values

from desk.operations import folded, routes
from desk.operations.folded import HELD, NOT_HELD, today

# The moment a figure was first counted would be the moment of the first advice of a day.
disable_created_metrics()
if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    folded.fold(settings.METRICS_DIR)
    values.ValueClass = values.MultiProcessValue(partial(folded.this_process, settings.METRICS_DIR))

OURS = CollectorRegistry()
_WAITS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
_READINGS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5)

REQUESTS = Counter(
    "meldesk_requests",
    "Requests by page, method and class of status",
    ["route", "method", "status", HELD],
    registry=OURS,
)
DURATION = Histogram("meldesk_request_seconds", "How long a page took", ["route", HELD], buckets=_WAITS, registry=OURS)
DATABASE = Histogram(
    "meldesk_request_database_seconds",
    "How long a page waited for the database",
    ["route", HELD],
    buckets=_WAITS,
    registry=OURS,
)
GUARD = Histogram(
    "meldesk_guard_seconds",
    "How long the guard read a text; told when the day is over",
    [HELD],
    buckets=_READINGS,
    registry=OURS,
)
TASKS = Counter(
    "meldesk_tasks", "Tasks of the worker that ended, by what came of them", ["task", "outcome"], registry=OURS
)
TASK_DURATION = Histogram(
    "meldesk_task_seconds", "How long a task took", ["task"], buckets=(*_WAITS, 60.0, 600.0), registry=OURS
)
REPLICA_LEFT = Counter(
    "meldesk_replica_left", "How often the primary was asked in the place of the replica", ["why"], registry=OURS
)


def request_answered(request: HttpRequest, status: int, seconds: float, in_database: float) -> None:
    """Count one request. A fault of ours in the advice room stored nothing, and is told at once, without the room.

    A database that went away may have stored it all the same: that waits for the end of the day like any other (P1).
    """
    route, held = routes.route_of(request), NOT_HELD
    if routes.is_advice(request):
        broke = status >= 500 and status != 503
        route, held = (routes.NOWHERE, NOT_HELD) if broke else (route, today().isoformat())
    REQUESTS.labels(route, routes.method_of(request), f"{status // 100}xx", held).inc()
    DURATION.labels(route, held).observe(seconds)
    DATABASE.labels(route, held).observe(in_database)


def guard_took(seconds: float) -> None:
    """Note how long the guard read one text."""
    GUARD.labels(today().isoformat()).observe(seconds)


def replica_left(why: str) -> None:
    """Count that the primary was asked in the place of the replica."""
    REPLICA_LEFT.labels(why).inc()
