"""Who reported: shown once with a reason, shielded after all, or disclosed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desk.audit.door import only, turned_away
from desk.deadlines import local_day
from desk.reports import actions, secrecy
from desk.reports.access.consents import ask_to_reveal, consent_of, refused_lately
from desk.reports.access.models import Consent
from desk.reports.forms import AgreedRevealForm, DiscloseForm, RevealForm, ShieldForm, first_review
from desk.reports.masked import Mask, masks
from desk.reports.mentions import texts_that_leave
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_reveal_reporter, may_see_cases
from desk.reports.reach import report_or_404
from desk.reports.warning import warn


@sensitive_post_parameters("reason")
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the reason, record it, and show the reporter on this answer only: nothing is kept for a next page.

    Of a shielded reporter the reason goes to a second person first; with their consent it is shown for four hours.
    """
    report = _report(request, number, may_reveal_reporter)
    mask = masks([report])[report.pk]
    now: dict[str, Any] = {"by": request.user, "at": timezone.now(), "report": report}
    consent = consent_of(request.user, report) if mask.is_shielded else None
    if mask.is_shielded and (consent is None or consent.waits):
        return _ask_a_second(request, now, mask, consent)
    form = (AgreedRevealForm if consent else RevealForm)(request.POST if request.method == "POST" else None)
    reporter = form.run(actions.reveal_reporter, **now) if form.is_valid() else None
    context = {"form": form, "report": report, "reporter": reporter, "mask": mask, "consent": consent}
    return _reveal_page(request, context, 400 if form.errors else 200)


def _ask_a_second(request: HttpRequest, now: dict[str, Any], mask: Mask, waiting: Consent | None) -> HttpResponse:
    form = RevealForm(request.POST if request.method == "POST" and not waiting else None)
    if form.is_valid() and form.run(ask_to_reveal, **now):
        messages.success(request, "Gevraagd. Een teamleider of de privacy officer besluit.")
        return redirect("reports:reveal", number=now["report"].number)
    refused = refused_lately(request.user, now["report"])
    context = {"form": form, "report": now["report"], "mask": mask, "waiting": waiting, "refused": refused}
    return _reveal_page(request, {**context, "asks": True}, 400 if form.errors else 200)


def _reveal_page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "desk/reports/reveal.html", {**context, "now": timezone.localtime()}, status=status)


@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def secrecy_ask(request: HttpRequest, number: str) -> HttpResponse:
    """An open reporter asks to be shielded after all; it works from that moment (P4)."""
    report = _report(request, number, may_change)
    initial = {"review_on": first_review(local_day(timezone.now())), "version": _version(report)}
    form = ShieldForm(request.POST or None, initial=initial)
    if form.is_valid() and form.run(secrecy.ask_shield, **_act(request, report)):
        messages.success(request, "De afscherming werkt vanaf nu.")
        warn(request, report, texts_that_leave(report))
        return redirect("reports:detail", number=number)
    return _page(request, "desk/reports/secrecy_ask.html", report, form)


@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def secrecy_disclose(request: HttpRequest, number: str) -> HttpResponse:
    """A shielded reporter agrees that the family knows. There is no way back, and the page says so."""
    report = _report(request, number, may_change)
    form = DiscloseForm(request.POST or None, initial={"version": _version(report)})
    if form.is_valid() and form.run(secrecy.disclose_reporter, **_act(request, report)):
        messages.success(request, "Vastgelegd: de melder meldt open. Het gezin mag de naam kennen.")
        return redirect("reports:detail", number=number)
    return _page(request, "desk/reports/secrecy_disclose.html", report, form)


def _report(request: HttpRequest, number: str, permission: Any) -> Report:
    report = report_or_404(request.user, number)
    if not permission(request.user, report):
        turned_away(request.user, report)
        raise PermissionDenied
    return report


def _version(report: Report) -> int:
    return masks([report])[report.pk].version


def _act(request: HttpRequest, report: Report) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now(), "reporter": actions.reporter_of(report)}


def _page(request: HttpRequest, template: str, report: Report, form: Any) -> HttpResponse:
    context = {"form": form, "report": report, "mask": masks([report])[report.pk], "now": timezone.localtime()}
    return render(request, template, context, status=400 if form.is_bound else 200)
