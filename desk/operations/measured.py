"""Around every page: how long it took and how long it waited for the database. Of the advice room: by the day alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections
from django.http import HttpRequest, HttpResponse

from desk.operations import request_log, routes, tracing

Handler = Callable[[HttpRequest], HttpResponse]


class Waited:
    """Adds up what the statements of one request took."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = perf_counter()
        try:
            with tracing.of_statement(sql, context["connection"].vendor):
                return execute(sql, params, many, context)
        finally:
            self.seconds += perf_counter() - began


@contextmanager
def waiting() -> Iterator[Waited]:
    """Time every statement on every database of this thread."""
    waited = Waited()
    with ExitStack() as lines:
        for line in connections.all():
            lines.enter_context(line.execute_wrapper(waited))
        yield waited


def measured(get_response: Handler) -> Handler:
    """Count each request where figures were asked for, and write its line where lines are written as JSON."""
    if settings.PRACTICE and not (settings.METRICS_TOKEN or settings.TRACES_TO):
        raise MiddlewareNotUsed

    def handle(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with request_log.numbered(request), waiting() as waited, tracing.of_request(request) as told:
            response = get_response(request)
            told(response)
            seconds = perf_counter() - began
            if settings.METRICS_TOKEN:
                from desk.operations import metrics

                metrics.request_answered(request, response.status_code, seconds, waited.seconds)
            if not routes.is_advice(request):
                request_log.write(request, response, seconds=seconds, waited=waited.seconds)
        return response

    return handle
