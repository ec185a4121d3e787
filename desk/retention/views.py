"""The pages of retention: what is over, the register, and the decision about one file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from desk.audit.door import behind_the_wall, only, turned_away
from desk.retention import actions
from desk.retention.choices import Verdict
from desk.retention.forms import DecideForm, ProposeForm
from desk.retention.models import Destruction
from desk.retention.permissions import may_propose_destruction, may_read_register
from desk.retention.register import register

_SHOWN = 100


@only(may_read_register)
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """What is over, to propose; what waits; and the last of the register."""
    if request.method == "POST" and not may_propose_destruction(request.user):
        turned_away(request.user)
        raise PermissionDenied
    found, rows = actions.read_register(by=request.user, at=timezone.now())
    form = ProposeForm(request.POST if request.method == "POST" else None, found=found)
    if form.is_valid() and (proposed := form.run(actions.propose_destruction, by=request.user, at=timezone.now())):
        messages.success(
            request, f"Voorgesteld: {len(proposed)}. Een teamleider of een tweede privacy officer besluit."
        )
        return redirect("retention:overview")
    # All that waits, however much was decided since.
    newest = rows.exclude(verdict=Verdict.PENDING).order_by("-decided_at").values("pk")[:_SHOWN]
    shown = list(rows.filter(Q(verdict=Verdict.PENDING) | Q(pk__in=newest)))
    context = {
        "form": form,
        "found": found,
        "ticked": form.data.getlist("case_numbers") if form.is_bound else [],
        "can_propose": may_propose_destruction(request.user),
        "waiting": [row for row in shown if row.waits],
        "decided": [row for row in shown if not row.waits],
    }
    return render(request, "desk/retention/overview.html", context, status=400 if form.errors else 200)


@only(may_read_register)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what would go, and the decision; afterwards the proof of what was decided."""
    row = register(request.user).filter(pk=pk).first()
    if row is None:
        raise behind_the_wall(request.user, Destruction.objects.filter(pk=pk).first())
    form = DecideForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    if form.is_valid() and form.run(_decision, by=request.user, at=timezone.now(), destruction=row):
        gone = form.cleaned_data["verdict"] == Verdict.DESTROYED
        messages.success(request, f"Dossier {row.case_number} is {'vernietigd' if gone else 'langer bewaard'}.")
        return redirect("retention:decide", pk=row.pk)
    if request.method == "GET":
        actions.read_destruction(by=request.user, at=timezone.now(), destruction=row)
    context = {"row": row, "form": form, "own": row.proposed_by_id == request.user.pk}
    return render(request, "desk/retention/decide.html", context, status=_status(form))


def _decision(*, verdict: str, reason: str, kept_longer_until: object, **given: object) -> Destruction:
    """The one action that belongs to what was chosen."""
    if verdict == Verdict.DESTROYED:
        return actions.destroy_case_file(**given)
    return actions.keep_longer(reason=reason, kept_longer_until=kept_longer_until, **given)


def _status(form: DecideForm) -> int:
    return 409 if form.stale else 400 if form.errors else 200
