"""The reading room of the privacy officer: read only, and reading it is written down."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from desk.audit.door import only
from desk.audit.forms import ReadingForm
from desk.audit.models import Event
from desk.audit.permissions import may_read_trail
from desk.audit.reading import VIEWS, read_trail


@only(may_read_trail)
@require_GET
def reading_room(request: HttpRequest) -> HttpResponse:
    """One page of the trail, newest day first, by the hour; advice carries no hour."""
    form = ReadingForm(request.GET)
    if not form.is_valid():
        return render(request, "desk/audit/reading_room.html", {"form": form, "views": VIEWS}, status=400)
    asked = form.asked()
    events, more = read_trail(by=request.user, at=timezone.now(), asked=asked)
    chosen = next((e for e in events if str(e.pk) == request.GET.get("regel")), None)
    query = request.GET.copy()
    query.pop("regel", None)
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "views": VIEWS,
        "hours": [(head, list(rows)) for head, rows in groupby(events, _hour)],
        "count": len(events),
        "chosen": chosen,
        "query": query.urlencode(),
        "older": _page(query, asked.page + 1) if more else "",
        "newer": _page(query, asked.page - 1) if asked.page > 1 else "",
    }
    return render(request, "desk/audit/reading_room.html", context)


def _hour(event: Event) -> tuple[Any, str]:
    if event.at is None:
        return event.day, "op deze dag, zonder tijdstip"
    hour = timezone.localtime(event.at).hour
    return event.day, f"{hour:02d}:00 tot {(hour + 1) % 24:02d}:00"


def _page(query: Any, page: int) -> str:
    turned = query.copy()
    turned["blad"] = str(page)
    return str(turned.urlencode())
