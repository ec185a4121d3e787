"""After sending and after stopping: own reports, receipt, copy, the record for one's own file, the public check."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from desk.audit.door import behind_the_wall
from desk.finding import TurnForm
from desk.forms import NOTE, DeskForm, TidyField
from meldcode import copies, journeys, own_reports, shared_reports, stopping
from meldcode.api.models import SentBySystem
from meldcode.door import professionals
from meldcode.own_journey import own_walk, sent_already
from meldcode.permissions import may_see_receipt, may_write_after
from meldcode.receipts import Receipt, checked, public_key
from meldcode.status import after_of


class CheckForm(DeskForm):
    """A receipt as it was given."""

    note = TidyField(label=gettext_lazy("Plak hier het ontvangstbewijs"), rows=7, max_length=NOTE)

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if checked(note) is None:
            raise ValidationError(
                _("Dit ontvangstbewijs is niet van ons, of er is iets aan veranderd."), code="not_ours"
            )
        return note


@require_GET
@professionals
def reports(request: HttpRequest) -> HttpResponse:
    """What is not finished yet, and what was sent."""
    form = TurnForm(request.GET, order=own_reports.NEWEST)
    page = own_reports.list_own(by=request.user, at=timezone.now(), place=form.place)
    rows = [(receipt, own_reports.PLAIN[receipt.report.status]) for receipt in page.rows]
    begun = journeys.journeys_of(request.user, timezone.now())
    context = {"form": form, "page": page, "rows": rows, "journeys": begun}
    return render(request, "meldcode/journey/reports.html", context, status=400 if form.errors else 200)


@require_GET
@professionals
def report(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of one own report, and where it stands."""
    receipt, now = receipt_or_404(request, number), timezone.now()
    after = after_of(receipt.report)
    own_reports.read_receipt(by=request.user, at=now, receipt=receipt, until=after.newest)
    context = {
        "receipt": receipt,
        "status": own_reports.PLAIN[receipt.report.status],
        "after": after,
        "may_write": may_write_after(request.user, receipt),
        "public_key": public_key(),
        "has_copy": receipt.has_copy_on(now),
        **shared_reports.shown(request.user, receipt),
    }
    return render(request, "meldcode/journey/receipt.html", context)


@require_GET
@professionals
def copy(request: HttpRequest, number: str) -> HttpResponse:
    """What was sent, as a PDF."""
    receipt = receipt_or_404(request, number)
    try:
        made = own_reports.make_copy(by=request.user, at=timezone.now(), receipt=receipt)
    except ValidationError as gone:
        messages.warning(request, " ".join(_(one) for one in gone.messages))
        return redirect("portal:report", number=number)
    return as_download(made, f"melding-{receipt.report.number}.pdf")


@require_http_methods(["GET", "POST"])
@professionals
@sent_already
def stop(request: HttpRequest, key: UUID) -> HttpResponse:
    """The record for one's own file; by POST the journey is forgotten."""
    walk = own_walk(request, key)
    if request.method == "POST":
        stopping.stop(by=request.user, at=timezone.now(), journey=walk.journey)
        messages.success(request, _("U bent gestopt. Wat u schreef is hier gewist."))
        return redirect("portal:reports")
    context = {"key": key, "sections": copies.steps_taken(walk), "advice": copies.advice_of(walk), "walk": walk}
    return render(request, "meldcode/journey/stop.html", context)


@require_GET
@professionals
@sent_already
def record(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same record as a PDF."""
    walk = own_walk(request, key)
    made = stopping.make_record(by=request.user, at=timezone.now(), journey=walk.journey)
    return as_download(made, "meldcode-stappen.pdf")


@login_not_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Say whether a receipt is real. It reads no record, so it can tell nothing but what the receipt says."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    found = checked(form.cleaned_data["note"]) if form.is_valid() else None
    status = 400 if form.is_bound and found is None else 200
    return render(request, "meldcode/check.html", {"form": form, "found": found}, status=status)


def receipt_or_404(request: HttpRequest, number: str) -> Receipt:
    """The receipt of an own report. Raises Http404; of another's the attempt is recorded."""
    by_system = Exists(SentBySystem.objects.filter(receipt=OuterRef("pk")))
    rows = Receipt.objects.select_related("report").annotate(by_system=by_system)
    found = rows.filter(report__number=number).first()
    if found is None:
        raise Http404
    if not may_see_receipt(request.user, found):
        raise behind_the_wall(request.user, found)
    return found


def as_download(made: bytes, name: str) -> HttpResponse:
    """Answer with a PDF that is kept as a file."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
