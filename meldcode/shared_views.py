"""Sharing an own report with the designated officer, and what that officer sees of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desk.audit.door import behind_the_wall
from desk.finding import TurnForm
from meldcode import own_reports, shared_reports
from meldcode.door import officers, professionals
from meldcode.receipt_views import as_download, receipt_or_404
from meldcode.shared import SharedReport


@require_POST
@professionals
def share(request: HttpRequest, number: str) -> HttpResponse:
    """Share an own report as it was ticked, or take that back."""
    told = {"by": request.user, "at": timezone.now(), "receipt": receipt_or_404(request, number)}
    try:
        if request.POST.get("share") == "on":
            shared_reports.share(**told, with_copy=request.POST.get("copy") == "on")
            messages.success(request, _("Uw aandachtsfunctionaris ziet deze melding nu."))
        else:
            shared_reports.stop_sharing(**told)
            messages.success(request, _("Uw aandachtsfunctionaris ziet deze melding niet meer."))
    except ValidationError as no:
        messages.warning(request, " ".join(_(one) for one in no.messages))
    return redirect("portal:report", number=number)


@require_GET
@officers
def listed(request: HttpRequest) -> HttpResponse:
    """Which reports colleagues let the officer see."""
    form = TurnForm(request.GET, order=shared_reports.NEWEST)
    page = shared_reports.list_shared(by=request.user, at=timezone.now(), place=form.place)
    rows = [(shared, own_reports.TO_OTHERS[shared.receipt.report.status]) for shared in page.rows]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "meldcode/shared_reports.html", context, status=400 if form.errors else 200)


@require_GET
@officers
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One of them."""
    shared = shared_reports.read_shared(by=request.user, at=timezone.now(), shared=_shared(request, number))
    status = own_reports.TO_OTHERS[shared.receipt.report.status]
    return render(request, "meldcode/shared_report.html", {"shared": shared, "status": status})


@require_GET
@officers
def copy(request: HttpRequest, number: str) -> HttpResponse:
    """What was sent, as a PDF, when the reporter shares that too."""
    shared = _shared(request, number)
    try:
        made = shared_reports.make_shared_copy(by=request.user, at=timezone.now(), shared=shared)
    except ValidationError as gone:
        messages.warning(request, " ".join(_(one) for one in gone.messages))
        return redirect("portal:shared", number=number)
    return as_download(made, f"melding-{number}.pdf")


def _shared(request: HttpRequest, number: str) -> SharedReport:
    numbers = [] if "\x00" in number else [number]
    rows = SharedReport.objects.select_related("receipt__report", "receipt__user")
    found = rows.filter(receipt__report__number__in=numbers).first()
    if found is None:
        raise Http404
    if not shared_reports.may_see_shared(request.user, found):
        raise behind_the_wall(request.user, found)
    return found
