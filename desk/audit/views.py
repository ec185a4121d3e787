"""The reading room of the privacy officer: read only, and reading it is written down."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from desk.audit import export
from desk.audit.door import only
from desk.audit.forms import ReadingForm
from desk.audit.models import Event
from desk.audit.permissions import may_read_trail
from desk.audit.reading import PAGE, VIEWS, Answer, Asked, export_trail, read_trail
from desk.roles import Role


@only(may_read_trail)
@require_GET
def reading_room(request: HttpRequest) -> HttpResponse:
    """One page of the trail, newest first, by the hour; advice carries no hour."""
    today = f"{timezone.localdate():%d-%m-%Y}"
    form = ReadingForm(request.GET or {"van": today, "tot": today})
    if not form.is_valid():
        return render(request, "desk/audit/reading_room.html", {"form": form}, status=400)
    asked = form.asked()
    answer = read_trail(by=request.user, at=timezone.now(), asked=asked)
    context = {"form": form, "asked": asked, **_lines(answer), **_links(request.GET, asked, answer)}
    return render(request, "desk/audit/reading_room.html", context)


# Address: kind of file, name for the trail, what writes it.
_FILES: dict[str, tuple[str, str, Callable[[Iterable[Event]], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", "rekenblad", export.lines),
    "ndjson": ("application/fhir+ndjson", "FHIR AuditEvent", export.audit_events),
}


@only(may_read_trail)
@require_GET
def export_room(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the reading room shows, as a file; written line by line, however much it is."""
    if kind not in _FILES:
        raise Http404
    form = ReadingForm(request.GET)
    if not form.is_valid():
        return render(request, "desk/audit/reading_room.html", {"form": form}, status=400)
    content_type, words, write = _FILES[kind]
    events = export_trail(by=request.user, at=timezone.now(), asked=form.asked(), form=words)
    name = f"logboek-{timezone.localdate():%Y-%m-%d}.{kind}"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(write(events), content_type=content_type, headers=attached)


def _lines(answer: Answer) -> dict[str, Any]:
    chosen = answer.chosen
    return {
        "hours": [(head, list(events)) for head, events in groupby(answer.events, _hour)],
        "chosen": chosen,
        "checked": answer.checked,
        "roles": Role,
    }


def _links(query: QueryDict, asked: Asked, answer: Answer) -> dict[str, Any]:
    total, first = answer.counts[asked.view], (asked.page - 1) * PAGE + 1
    last = first + len(answer.events) - 1
    views = [
        (_with(query, overzicht=view, blad="", regel=""), words, answer.counts[view], view == asked.view)
        for view, (words, _) in VIEWS.items()
    ]
    return {
        "views": views,
        "first": first,
        "last": last,
        "total": total,
        "query": _with(query, regel=""),
        "newer": _with(query, blad=asked.page - 1, regel="") if asked.page > 1 else "",
        "older": _with(query, blad=asked.page + 1, regel="") if last < total and answer.events else "",
    }


def _with(query: QueryDict, **changes: Any) -> str:
    turned = query.copy()
    for name, value in changes.items():
        turned[name] = str(value)
    return "&".join(part for part in turned.urlencode().split("&") if not part.endswith("="))


def _hour(event: Event) -> tuple[Any, str]:
    if event.at is None:
        return event.day, "zonder tijdstip"
    hour = timezone.localtime(event.at).hour
    return event.day, f"{hour:02d}:00 tot {hour + 1:02d}:00"
