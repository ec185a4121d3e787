"""A form that is refused comes back on the page of the file: somebody sees the file again, and that is an event."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desk.audit.reading import has_looked
from desk.reports import actions
from desk.reports.reach import case_file_or_404, report_or_404

View = Callable[..., HttpResponse]
_SHOWN = {200, 400, 409}
# The three questions come back at every answer; one look at them is one look.
SAME_LOOK = timedelta(minutes=10)


def seen_again(view: View) -> View:
    """Record a look when the answer to a POST is the page itself; opening a page records its own."""

    @wraps(view)
    def watched(request: HttpRequest, *args: Any, number: str, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, number=number, **kwargs)
        if request.method == "POST" and response.status_code in _SHOWN:
            see(request, number)
        return response

    return watched


def see(request: HttpRequest, number: str) -> None:
    """Record that the report or the file with this number is looked at, unless it was just now: that look goes on."""
    now: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if has_looked([number], actor=request.user.pk, since=now["at"] - SAME_LOOK):
        return
    if number.startswith("C"):
        actions.read_case_file(**now, case_file=case_file_or_404(request.user, number))
    else:
        actions.read_report(**now, report=report_or_404(request.user, number))
