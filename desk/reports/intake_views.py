"""A new report: danger first, then what it is about and who reports, on one page."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desk.accounts.models import User
from desk.audit.door import only
from desk.reports import actions, typed
from desk.reports.access.hidden import for_whom_it_exists
from desk.reports.draft_views import put_back, set_aside
from desk.reports.intake_forms import NewReportForm
from desk.reports.intake_parts import PARTS
from desk.reports.models import CaseFile
from desk.reports.permissions import may_file_reports
from desk.reports.reach import case_file_to_file_in_or_404
from desk.roles import Role


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@only(may_file_reports)
def new(request: HttpRequest) -> HttpResponse:
    """File a report; with ?dossier=C-… it is added to that file, or follows it when that file is closed."""
    number = request.GET.get("dossier", "")
    case_file = case_file_to_file_in_or_404(request.user, number) if number else None
    key = f"new:{number}" if number else "new"
    if request.method == "POST":
        return _file(request, case_file, key)
    now = timezone.localtime()
    kept = put_back(request, key)
    if kept:
        form = NewReportForm(kept[0], by=request.user).as_typed()
    else:
        initial = {"submission": uuid4(), "received_on": now.date(), "received_time": f"{now:%H:%M}"}
        form = NewReportForm(initial=initial, by=request.user)
    return _show(request, form, case_file, key, restored=kept and kept[1])


def _file(request: HttpRequest, case_file: CaseFile | None, key: str) -> HttpResponse:
    form = NewReportForm(request.POST, by=request.user)
    if "later" in request.POST and set_aside(request, key):
        messages.info(request, "Uw concept staat klaar bij ‘Nieuwe melding’. Het is nog geen melding.")
        return redirect("worklist")
    if form.is_valid():
        place = "case_file" if case_file is None or case_file.is_open else "follows"
        report = form.run(actions.file_report, by=request.user, at=timezone.now(), **{place: case_file})
        if report:
            typed.drop_draft(by=request.user, form=key)
            messages.success(request, f"Melding {report.number} is opgenomen.")
            return redirect("reports:section", number=report.number, section="personen")
    return _show(request, form, case_file, key, status=400)


def _show(
    request: HttpRequest, form: Any, case_file: CaseFile | None, key: str, *, restored: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "case_file": case_file,
        "draft_key": key,
        "restored": restored,
        "later_parts": [name for slug, (name, _) in PARTS.items() if slug not in ("begin", "melder")],
        **secrecy_context(request.user),
    }
    return render(request, "desk/reports/intake/new.html", context, status=status)


def secrecy_context(user: Any, case_file_id: int = 0) -> dict[str, Any]:
    """Who decides on a shield, and which grounds this organisation uses; 0 for a file that is not there yet."""
    leads = User.objects.active().filter(team=user.team_id, role=Role.TEAM_LEAD).exclude(pk=user.pk)
    leads = for_whom_it_exists(leads, case_file_id)
    return {"leads": list(leads.order_by("display_name")), "trust_counts": settings.SHIELD_ON_TRUST}
