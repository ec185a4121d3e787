"""The doors of a file: a reason, an emergency, and the judgement afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from desk.accounts.keep import wanted_page
from desk.audit.door import behind_the_wall, only
from desk.deadlines import local_day
from desk.reports.access import consents, grants, queue
from desk.reports.access.choices import Consented
from desk.reports.access.forms import ConsentForm, DoorForm, JudgeForm, ReasonForm
from desk.reports.access.models import Consent, Grant
from desk.reports.access.permissions import may_consent, may_judge, may_judge_access
from desk.reports.models import Report
from desk.reports.permissions import is_within_sight, may_open, may_see_cases


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why somebody opens this file; then on to the page they wanted."""
    case_file = grants.file_with_number(number)
    if case_file is None or not is_within_sight(request.user, case_file):
        raise behind_the_wall(request.user, case_file)
    wanted = wanted_page(request, request.POST.get("next") or request.GET.get("next") or _page_of(number))
    if may_open(request.user, case_file):
        return redirect(wanted)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.run(grants.ask_access, by=request.user, at=timezone.now(), case_file=case_file):
            return redirect(wanted)
    reports = Report.objects.filter(case_file=case_file).select_related("owner").order_by("-received_at", "-pk")
    context = {"form": form, "number": number, "case_file": case_file, "reports": reports, "next": wanted}
    return render(request, "desk/reports/access/ask.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def door(request: HttpRequest) -> HttpResponse:
    """Open a file by its number, with a reason: one of another team of the region."""
    return _by_number(request, grants.ask_access, "desk/reports/access/door.html", "vier uur")


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def glass(request: HttpRequest) -> HttpResponse:
    """Open a file in an emergency, for one hour."""
    return _by_number(request, grants.break_glass, "desk/reports/access/glass.html", "een uur")


def _by_number(request: HttpRequest, action: Any, template: str, how_long: str) -> HttpResponse:
    form = DoorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = form.cleaned_data.pop("number")
        found = grants.file_with_number(number)
        if found and may_open(request.user, found):
            messages.info(request, f"{number} kon u al openen: daar was geen reden voor nodig.")
            return redirect(_page_of(number))
        if form.run(action, by=request.user, at=timezone.now(), case_file=found):
            messages.success(request, f"{number} is {how_long} open voor u.")
            return redirect(_page_of(number))
    return render(request, template, {"form": form}, status=400 if form.errors else 200)


def _page_of(number: str) -> str:
    return reverse("reports:case_file" if number.startswith("C") else "reports:detail", args=[number])


@require_GET
@only(may_judge_access)
def waiting(request: HttpRequest) -> HttpResponse:
    """Access to judge and reporters to be shown, what is late on top."""
    looks = queue.to_judge(request.user).select_related("worker__team", "case_file").order_by("judge_by", "at")
    asked = queue.to_consent(request.user).select_related("worker", "report").order_by("asked_at")
    context = {"looks": looks, "asked": asked, "today": local_day(timezone.now())}
    return render(request, "desk/reports/access/queue.html", context)


@require_http_methods(["GET", "POST"])
@only(may_judge_access)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether somebody had to look in this file."""
    rows = Grant.objects.select_related("case_file__team__region", "worker__team", "judged_by")
    grant = get_object_or_404(rows, pk=pk)
    if not may_judge(request.user, grant):
        raise behind_the_wall(request.user, grant)
    form = JudgeForm(request.POST if request.method == "POST" else None, initial={"version": grant.version})
    if form.is_valid() and form.run(grants.judge_access, by=request.user, at=timezone.now(), grant=grant):
        messages.success(request, "Uw oordeel is vastgelegd.")
        return redirect("access:waiting")
    own = grant.worker_id == request.user.pk
    context = {"form": form, "grant": grant, "own": own, "today": local_day(timezone.now())}
    return render(request, "desk/reports/access/judge.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@only(may_judge_access)
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague see a shielded reporter, or not. The name itself is not on this page."""
    rows = Consent.objects.select_related("report__team__region", "report__case_file", "worker__team", "decided_by")
    asked = get_object_or_404(rows, pk=pk)
    if not may_consent(request.user, asked):
        raise behind_the_wall(request.user, asked)
    form = ConsentForm(request.POST if request.method == "POST" else None, initial={"version": asked.version})
    if form.is_valid() and form.run(consents.decide_on_reveal, by=request.user, at=timezone.now(), consent=asked):
        given = form.cleaned_data["verdict"] == Consented.GIVEN
        told = "Toestemming gegeven, voor vier uur." if given else "Vastgelegd: geen toestemming."
        messages.success(request, told)
        return redirect("access:waiting")
    own = asked.worker_id == request.user.pk
    context = {"form": form, "asked": asked, "own": own}
    return render(request, "desk/reports/access/consent.html", context, status=_status(form))


def _status(form: Any) -> int:
    if form.stale:
        return 409
    return 400 if form.errors else 200
