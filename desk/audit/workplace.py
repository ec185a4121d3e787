"""Where a colleague sits, as the proxy says it: the name of a workplace. No address reaches the trail, of nobody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

TERMINAL = "terminal"
_here: ContextVar[str] = ContextVar("workplace", default="")


def workplace() -> str:
    """Return the workplace of the request that is answered now; empty where none was named."""
    return _here.get()


@contextmanager
def at_the_terminal() -> Iterator[None]:
    """What happens here is done at the machine of the desk itself, and no browser says where."""
    token = _here.set(TERMINAL)
    try:
        yield
    finally:
        _here.reset(token)


def from_the_proxy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Read the workplace off the header X-Workplace. Only a name of the organisation counts, whoever wrote it."""

    def handle(request: HttpRequest) -> HttpResponse:
        named = request.headers.get("X-Workplace", "")
        token = _here.set(named if named in settings.WORKPLACES else "")
        try:
            return get_response(request)
        finally:
            _here.reset(token)

    return handle
