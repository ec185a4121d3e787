"""The last part of an intake: everything as the desk will read it, what is missing, and the end of the intake."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from desk import codelists
from desk.deadlines import local_day
from desk.forms import DeskForm
from desk.reports import actions, rules
from desk.reports.choices import ObservationList, Status
from desk.reports.intake_parts import Facts
from desk.reports.mentions import texts_that_leave
from desk.reports.rows import observations_of, passages_of, persons_of
from desk.reports.section_forms import TakeInForm, WithdrawForm
from desk.reports.section_pages import frame_of
from desk.reports.warning import warn


def review_section(request: HttpRequest, facts: Facts) -> HttpResponse:
    """Show everything; a POST ends the intake, or takes the report back for the reporter."""
    if request.method == "GET":
        return _show(request, facts, WithdrawForm(initial={"version": facts.report.version}))
    withdraw = "withdraw" in request.POST
    form = (WithdrawForm if withdraw else TakeInForm)(request.POST)
    action = actions.withdraw_report if withdraw else actions.take_in
    if form.is_valid() and (ended := form.run(action, by=request.user, at=timezone.now(), report=facts.report)):
        warn(request, ended, texts_that_leave(ended))
        words = "is ingetrokken." if withdraw else "is klaar om te beoordelen."
        messages.success(request, f"Melding {facts.report.number} {words}")
        return redirect("reports:detail", number=facts.report.number)
    return _show(request, facts, form, status=409 if form.stale else 400)


def _show(request: HttpRequest, facts: Facts, form: DeskForm, *, status: int = 200) -> HttpResponse:
    report, today = facts.report, local_day(timezone.now())
    observations = observations_of(request.user, report)
    context = {
        "form": form,
        "withdraw_form": form if isinstance(form, WithdrawForm) else WithdrawForm(initial={"version": report.version}),
        "version": report.version,
        "can_end": report.status == Status.INTAKE,
        "why_not": _why_not(facts),
        "persons": [(p, p.age_on(today)) for p in persons_of(request.user, report.case_file_id)],
        "households": list(report.case_file.households.all()),
        "passages": passages_of(request.user, report),
        "signals": [o for o in observations if o.list == ObservationList.SIGNAL],
        "risks": [o for o in observations if o.list == ObservationList.RISK_FACTOR],
        "today": today,
        "occasions": codelists.OCCASIONS.labels(report.occasions),
        "natures": codelists.NATURES.labels(report.natures),
        "kinds": codelists.TRAFFICKING_KINDS.labels(report.trafficking_kinds),
        **frame_of(facts, "nakijken"),
    }
    return render(request, "desk/reports/intake/nakijken.html", context, status=status)


def _why_not(facts: Facts) -> str:
    """The sentence of the rule that keeps this report in the intake, or nothing."""
    try:
        rules.secrecy_is_settled(facts.reporter.disclosure, facts.reporter.verdict)
    except ValidationError as refusal:
        return str(refusal.messages[0])
    return ""
