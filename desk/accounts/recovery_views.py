"""Two people let a colleague in again: the administrator asks, a team lead or privacy officer decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from desk.accounts import recovery
from desk.accounts.choices import Verdict
from desk.accounts.factors import Recovery
from desk.accounts.forms import RecoveryForm, VerdictForm
from desk.accounts.models import User
from desk.accounts.permissions import may_administer, may_agree_on_recovery, may_decide_on_recovery
from desk.audit.door import behind_the_wall, only


@only(may_administer)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second colleague to let this one in again."""
    account = get_object_or_404(User, pk=pk)
    form = RecoveryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.run(recovery.ask_recovery, by=request.user, at=timezone.now(), person=account):
            messages.success(request, "Gevraagd. Een teamleider of de privacy officer besluit erover.")
            return redirect("accounts:list")
    context = {"form": form, "account": account}
    return render(request, "desk/accounts/recovery_ask.html", context, status=400 if form.errors else 200)


@only(may_agree_on_recovery)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Who in the region waits to be let in again."""
    rows = Recovery.objects.filter(verdict=Verdict.PENDING, person__region=request.user.region_id)
    found = rows.select_related("person", "asked_by").order_by("asked_at")
    return render(request, "desk/accounts/recovery_list.html", {"rows": found})


@only(may_agree_on_recovery)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree or refuse. The code is on the answer alone: whoever agreed tells it to the colleague."""
    row = get_object_or_404(Recovery.objects.select_related("person", "asked_by"), pk=pk)
    if not may_decide_on_recovery(request.user, row):
        raise behind_the_wall(request.user, row)
    form = VerdictForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    if form.is_valid():
        told = {"by": request.user, "at": timezone.now(), "recovery": row}
        if form.cleaned_data["verdict"] == Verdict.REFUSED and form.run(_refuse, **told):
            messages.success(request, "Vastgelegd: niet akkoord. Er is niets veranderd.")
            return redirect("accounts:recoveries")
        if form.cleaned_data["verdict"] == Verdict.AGREED and (code := form.run(_agree, **told)):
            return render(request, "desk/accounts/recovery_code.html", {"row": row, "code": code})
    own = row.person_id == request.user.pk
    context = {"form": form, "row": row, "own": own}
    return render(request, "desk/accounts/recovery_decide.html", context, status=400 if form.errors else 200)


def _agree(*, verdict: str, **told: object) -> str:
    return recovery.agree_on_recovery(**told)


def _refuse(*, verdict: str, **told: object) -> Recovery:
    return recovery.refuse_recovery(**told)
