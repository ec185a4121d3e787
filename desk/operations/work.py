"""What the worker does, counted and traced by the name of the task: its arguments stay where they are."""

from threading import local
from time import perf_counter
from typing import Any

from celery import signals
from celery.app.task import Task

from desk.operations import metrics

_now = local()


def listen() -> None:
    """Count every task from now on."""
    signals.task_prerun.connect(_begun, weak=False, dispatch_uid="meldesk-begun")
    signals.task_postrun.connect(_ended, weak=False, dispatch_uid="meldesk-ended")


def _begun(**_: Any) -> None:
    _now.began = perf_counter()


def _ended(*, task: Task, state: str | None = None, **_: Any) -> None:
    began = getattr(_now, "began", None)
    metrics.TASKS.labels(task.name, (state or "unknown").lower()).inc()
    if began is not None:
        metrics.TASK_DURATION.labels(task.name).observe(perf_counter() - began)
