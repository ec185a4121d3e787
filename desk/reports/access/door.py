"""The door of a file that somebody does not work on: first the reason. What was typed stays on the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode

from desk.accounts.keep import typed_again


class ReasonNeeded(Exception):
    """The record is there for this colleague, after they tell why. `number` is that of the report or the file."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class AskReason:
    """Leads to the page that asks the reason. A form that was sent when four hours were over comes back whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the way to the reason; every other fault goes on its way."""
        if not isinstance(fault, ReasonNeeded):
            return None
        ask = resolve_url("access:ask", fault.number)
        if request.method == "GET":
            return redirect(f"{ask}?{urlencode({'next': request.get_full_path()})}")
        context = {"typed": typed_again(request), "number": fault.number, "ask": ask}
        return render(request, "desk/reports/access/over.html", context, status=403)
