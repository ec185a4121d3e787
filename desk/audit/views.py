"""The reading room of the privacy officer: read only, and reading it is written down."""

from collections.abc import Callable, Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from desk.audit import export, page
from desk.audit.door import only
from desk.audit.forms import ReadingForm
from desk.audit.models import Event
from desk.audit.permissions import may_read_trail
from desk.audit.reading import export_trail, read_trail


@only(may_read_trail)
@require_GET
def reading_room(request: HttpRequest) -> HttpResponse:
    """One page of the trail, newest first, by the hour; advice carries no hour."""
    today = f"{timezone.localdate():%d-%m-%Y}"
    form = ReadingForm(request.GET or {"van": today, "tot": today}, reader=request.user)
    if not form.is_valid():
        return render(request, "desk/audit/reading_room.html", {"form": form}, status=400)
    asked = form.asked()
    answer = read_trail(by=request.user, at=timezone.now(), asked=asked)
    context = {"form": form, "asked": asked, **page.lines(answer), **page.links(request.GET, asked, answer)}
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
    form = ReadingForm(request.GET, reader=request.user)
    if not form.is_valid():
        return render(request, "desk/audit/reading_room.html", {"form": form}, status=400)
    content_type, words, write = _FILES[kind]
    found = export_trail(by=request.user, at=timezone.now(), asked=form.asked(), form=words)
    # A file of the replica says from what moment it is.
    day = timezone.localtime(found.moment)
    name = f"logboek-{day:%Y-%m-%d}{f'-stand-{day:%H%M%S}' if found.moment else ''}.{kind}"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(write(found.events), content_type=content_type, headers=attached)
