"""Traces for a collector of one's own (OpenTelemetry): spans by the name of a page, a task, and the kind of statement.

The packages are an extra of their own (requirements/otel.txt): without them, or without OTEL_EXPORTER_OTLP_ENDPOINT,
nothing of this is loaded. A span holds what is in ALLOWED and nothing else: no path, statement, value or words of a
fault. Of the advice room there is no span at all: it would tell the moment of an advice (P1).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from celery import signals
from celery.app.task import Task
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from desk.operations import routes

ALLOWED = frozenset(
    {"http.route", "http.request.method", "http.response.status_code", "db.system.name", "task.outcome"}
)
_STATEMENTS = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE|ROLLBACK|SET|BEGIN|COMMIT)\b", re.IGNORECASE
)
_open: dict[str, Any] = {}


def start(exporter: Any = None) -> Any:
    """Send spans on, to `exporter` or else to the collector of the environment. Out: the provider.

    Raises ImproperlyConfigured when a collector is named and the packages are not there.
    """
    if find_spec("opentelemetry") is None:
        raise ImproperlyConfigured(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set and the packages for it are missing. Run: "
            "pip install --require-hashes -r requirements/otel.txt"
        )
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    # Not from the environment: OTEL_RESOURCE_ATTRIBUTES could hold anything.
    provider = TracerProvider(resource=Resource({"service.name": "meldesk"}), shutdown_on_exit=exporter is None)
    if exporter is None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    else:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    Traced.tracer = provider.get_tracer("meldesk")
    signals.task_prerun.connect(_begun, weak=False, dispatch_uid="meldesk-traced")
    signals.task_postrun.connect(_ended, weak=False, dispatch_uid="meldesk-traced-end")
    return provider


def stop() -> None:
    """Trace nothing from now on."""
    Traced.tracer = None
    for sender, heard in ((signals.task_prerun, "meldesk-traced"), (signals.task_postrun, "meldesk-traced-end")):
        sender.disconnect(dispatch_uid=heard)


class Traced:
    """The tracer of this process; None while nothing is traced."""

    tracer: Any = None


@contextmanager
def span(name: str, attributes: dict[str, str | int] | None = None) -> Iterator[Any]:
    """Open a span, or nothing where nothing is traced. A fault marks it; its words do not come along."""
    if Traced.tracer is None:
        yield None
        return
    told = attributes or {}
    assert set(told) <= ALLOWED, told
    with Traced.tracer.start_as_current_span(
        name, attributes=told, record_exception=False, set_status_on_exception=False
    ) as opened:
        yield opened


@contextmanager
def of_request(request: HttpRequest) -> Iterator[Callable[[HttpResponse], None]]:
    """Trace a request; out: what must hear the answer. Where somebody came from is not taken over from a header."""
    if Traced.tracer is None or routes.is_advice(request):
        yield lambda response: None
        return
    route, method = routes.route_of(request), routes.method_of(request)
    with span(f"{method} {route}", {"http.route": route, "http.request.method": method}) as opened:
        yield lambda response: opened.set_attribute("http.response.status_code", response.status_code)


@contextmanager
def of_statement(sql: Any, vendor: str) -> Iterator[None]:
    """Trace a statement inside a request or a task, by its first word."""
    if Traced.tracer is None or not _is_inside():
        yield
        return
    kind = _STATEMENTS.match(sql) if isinstance(sql, str) else None
    with span(kind[1].upper() if kind else "statement", {"db.system.name": vendor}):
        yield


def _is_inside() -> bool:
    """Without a span around it, as in the advice room, a statement would be a trace of its own."""
    from opentelemetry import trace

    return bool(trace.get_current_span().get_span_context().is_valid)


def _begun(*, task_id: str, task: Task, **_: Any) -> None:
    entered = span(task.name)
    _open[task_id] = (entered, entered.__enter__())


def _ended(*, task_id: str, state: str | None = None, **_: Any) -> None:
    entered, opened = _open.pop(task_id, (None, None))
    if entered:
        opened.set_attribute("task.outcome", (state or "unknown").lower())
        entered.__exit__(None, None, None)
