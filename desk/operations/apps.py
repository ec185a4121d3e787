"""Starts what was asked for in the environment: figures, traces, or nothing at all."""

from django.apps import AppConfig
from django.conf import settings


class OperationsConfig(AppConfig):
    name = "desk.operations"

    def ready(self) -> None:
        if settings.METRICS_TOKEN:
            from desk import guard, replica
            from desk.operations import metrics, work

            guard.told_how_long(metrics.guard_took)
            replica.told_when_left(metrics.replica_left)
            work.listen()
        if settings.TRACES_TO:
            from desk.operations import tracing

            tracing.start()
