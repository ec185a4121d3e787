"""One line for each request: the name of the page and how it went. No address, path or name, no advice (P1, P13)."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.http import HttpRequest, HttpResponse

from desk.operations import routes

# A number that the proxy made: hexadecimal or a UUID, so that no word can come along in it.
_SAFE = re.compile(r"[0-9a-f]{8,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
HEADER = "X-Request-Id"

logger = structlog.get_logger("desk.requests")


@contextmanager
def numbered(request: HttpRequest) -> Iterator[None]:
    """Give every line that is written meanwhile the number of this request; a fresh one where the proxy gave none."""
    sent = request.headers.get(HEADER, "").lower()
    number = sent if _SAFE.fullmatch(sent) else secrets.token_hex(8)
    with structlog.contextvars.bound_contextvars(request_id=number):
        yield


def write(request: HttpRequest, response: HttpResponse, *, seconds: float, waited: float) -> None:
    """Write the line of a request; times in milliseconds."""
    logger.info(
        "request",
        route=routes.route_of(request),
        method=routes.method_of(request),
        status=response.status_code,
        duration_ms=round(seconds * 1000, 1),
        database_ms=round(waited * 1000, 1),
    )
