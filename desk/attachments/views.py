"""The documents of a report on a page of their own: list, add, give, take away."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from desk.attachments import actions
from desk.attachments.choices import SERVED_AS, Kind
from desk.attachments.forms import AttachmentForm, RemoveForm
from desk.attachments.models import Attachment
from desk.attachments.reading import documents_of
from desk.attachments.uploads import SealedUploadHandler
from desk.audit.door import only
from desk.deadlines import local_day
from desk.reports.actions import read_report
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_see_cases
from desk.reports.reach import report_or_404, report_to_change_or_404
from desk.reports.seen import seen_again
from desk.reports.warning import warn
from desk.rulebook import Refused

# A browser that shows the file after all runs nothing of it and loads nothing for it.
_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


# The token stands in the same body as the file: it is read in `_add`, when the way for the file is laid.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
@seen_again
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """The documents of a report, and a form for another one."""
    if request.method == "POST":
        # Who may not change the report is turned away before a byte of the file is read.
        report = report_to_change_or_404(request.user, number)
        request.upload_handlers = [SealedUploadHandler(request)]
        return _add(request, report)
    report = report_or_404(request.user, number)
    read_report(by=request.user, at=timezone.now(), report=report)
    return _page(request, report, AttachmentForm())


@csrf_protect
def _add(request: HttpRequest, report: Report) -> HttpResponse:
    form = AttachmentForm(request.POST, request.FILES)
    now = timezone.now()
    if form.is_valid() and (kept := form.run(actions.add_attachment, by=request.user, at=now, report=report)):
        later = " U kunt haar ophalen als zij is gescand." if settings.CLAMD_URL else ""
        messages.success(request, f"De bijlage ligt bij de melding.{later}")
        if kept.is_old_on(local_day(now)):
            messages.warning(request, "Dit document is ouder dan een jaar. Kijk of er iets van nu is.")
        if not kept.withheld:
            warn(request, report, [("Wat is dit?", kept.description)])
        return redirect("attachments:list", number=report.number)
    return _page(request, report, form, status=400)


def _page(request: HttpRequest, report: Report, form: AttachmentForm, status: int = 200) -> HttpResponse:
    can = may_change(request.user, report)
    context = {
        "report": report,
        "form": form if can and report.is_in_hand else None,
        "decided": can and not report.is_in_hand,
        **documents_of(report, request.user),
        "now": timezone.localtime(),
    }
    return render(request, "desk/attachments/list.html", context, status=status)


@require_GET
@only(may_see_cases)
def download(request: HttpRequest, number: str, pk: UUID) -> HttpResponseBase:
    """Give a document that was found clean, as a file to keep and nothing else."""
    attachment = _of(report_or_404(request.user, number), pk)
    try:
        file = actions.read_attachment(by=request.user, at=timezone.now(), attachment=attachment)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("attachments:list", number=number)
    kind = SERVED_AS[Kind(attachment.kind)]
    answer = FileResponse(file, as_attachment=True, filename=attachment.name, content_type=kind)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
@seen_again
def remove(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    """Ask why, then take the document away."""
    report = report_to_change_or_404(request.user, number)
    attachment = _of(report, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if request.method == "GET":
        read_report(**told, report=report)
    elif form.is_valid():
        form.run(actions.remove_attachment, **told, attachment=attachment)
        if not form.errors:
            messages.success(request, "De bijlage is weg.")
            return redirect("attachments:list", number=number)
    context = {"report": report, "attachment": attachment, "form": form, "now": timezone.localtime()}
    return render(request, "desk/attachments/remove.html", context, status=400 if form.errors else 200)


def _of(report: Report, pk: UUID) -> Attachment:
    """The document of this report with this key. Raises Http404."""
    found = Attachment.objects.filter(report=report, pk=pk).first()
    if found is None:
        raise Http404
    found.report = report
    return found
