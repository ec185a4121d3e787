"""Who cannot be recorded is not served: when an event cannot be written the act is undone, and the page says so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.audit.trail import NotRecorded


class FailClosed:
    """Answers 503 with what was typed, for whatever could not be recorded (NEN 7513, ASVS 16.5.3)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the page for a fault of the trail; every other fault goes on its way."""
        if not isinstance(fault, NotRecorded):
            return None
        sent = ((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
        typed = [(name, str(value)) for name, values in sent for value in values]
        # Without the frame: that one would ask the same database.
        return render(request, "503.html", {"typed": typed, "frame": None}, status=503)
