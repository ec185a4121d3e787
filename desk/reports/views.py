"""The work list, the list of reports, the search, and one report on a page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk import codelists
from desk.accounts.permissions import may_administer
from desk.audit.door import only, turned_away
from desk.audit.permissions import may_read_trail
from desk.deadlines import local_day
from desk.keyset import place, query_of
from desk.reports import actions, case_page, lists, lookup, rows
from desk.reports.choices import PassageKind, Status
from desk.reports.forms import ListFilter, RevealForm, SearchForm, TakeOverForm, WorkListFilter
from desk.reports.looks import MOST, read_looks
from desk.reports.masked import Mask, report_and_mask_or_404
from desk.reports.meldcode_steps import steps_of
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_reveal_reporter, may_see_cases, may_see_looks
from desk.reports.reach import report_or_404
from desk.reports.seen import seen_again
from desk.reports.sharing import shared_with


def worklist(request: HttpRequest) -> HttpResponse:
    """Where every day begins; who has no cases begins at their own desk."""
    if may_read_trail(request.user):
        return redirect("audit:reading_room")
    if may_administer(request.user):
        return redirect("accounts:list")
    return _worklist(request)


@require_GET
@only(may_see_cases)
def _worklist(request: HttpRequest) -> HttpResponse:
    user, today = request.user, local_day(timezone.now())
    form = WorkListFilter(request.GET, region=user.region_id)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    tab = chosen.get("lijst") or "mij"
    filters = {"municipality": chosen.get("gemeente"), "status": chosen.get("fase")}
    at = place(chosen.get("na"), chosen.get("voor"))
    page = lists.work_list(user, tab, today, at, **filters)
    counts = lists.counts(user, today)
    context = {
        "form": form,
        "today": today,
        "now": timezone.localtime(),
        "tab": tab,
        "tabs": _tabs(user, counts),
        "counts": counts,
        "groups": lists.grouped(page.rows),
        "shown": len(page.rows),
        "page": page,
        "asked": query_of(request.GET, "na", "voor"),
        "filtered": any(filters.values()),
        "elsewhere": lists.with_others(user),
    }
    return render(request, "desk/reports/worklist.html", context, status=200 if form.is_valid() else 400)


def _tabs(user: Any, counts: dict[str, int]) -> list[tuple[str, str, int | None]]:
    """(address, words, how many); how many wait for who looks was counted for the frame around the page."""
    team = f"Team {str(user.team).removeprefix('Team ')}" if user.team_id else "De regio"
    return [
        ("mij", "Wacht op mij", None),
        ("mijn", "Mijn meldingen", counts["mijn"]),
        ("team", team, counts["team"]),
    ]


@require_GET
@only(may_see_cases)
def report_list(request: HttpRequest) -> HttpResponse:
    """All reports within reach, the newest first."""
    form = ListFilter(request.GET)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    picked = {"status": chosen.get("status", ""), "mine": chosen.get("mijn", False)}
    at = place(chosen.get("na"), chosen.get("voor"))
    page = lookup.list_reports(by=request.user, at=timezone.now(), place=at, **picked)
    asked = query_of(request.GET, "na", "voor")
    context = {"form": form, "rows": page.rows, "page": page, "asked": asked, "today": local_day(timezone.now())}
    return render(request, "desk/reports/list.html", context, status=200 if form.is_valid() else 400)


@sensitive_post_parameters("q")
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def search(request: HttpRequest) -> HttpResponse:
    """By number or person; what was typed comes by POST, so it is in no address and no log."""
    if request.method == "GET":
        return render(request, "desk/reports/search.html", {"form": SearchForm()})
    form = SearchForm(request.POST)
    found = form.run(lookup.search_reports, by=request.user, at=timezone.now()) if form.is_valid() else None
    context = {"form": form, "found": found, "today": local_day(timezone.now())}
    return render(request, "desk/reports/search.html", context, status=400 if found is None else 200)


@require_GET
@only(may_see_cases)
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One report; its owner goes on with an unfinished intake, unless they ask to read (?lezen=1)."""
    report, mask = report_and_mask_or_404(request.user, number)
    at_work = report.status == Status.INTAKE and report.owner_id == request.user.pk and may_change(request.user, report)
    if at_work and "lezen" not in request.GET:
        return redirect("reports:section", number=number)
    actions.read_report(by=request.user, at=timezone.now(), report=report)
    return render(request, "desk/reports/detail.html", _about(request.user, report, mask))


@require_POST
@only(may_see_cases)
@seen_again
def take_over(request: HttpRequest, number: str) -> HttpResponse:
    """Become the one who works on this report."""
    report, mask = report_and_mask_or_404(request.user, number)
    form = TakeOverForm(request.POST)
    if form.is_valid() and form.run(actions.take_over, by=request.user, at=timezone.now(), report=report):
        messages.success(request, f"U werkt nu aan melding {report.number}.")
        return redirect("reports:detail", number=number)
    context = {**_about(request.user, report, mask), "refused": form}
    return render(request, "desk/reports/detail.html", context, status=400)


@require_GET
@only(may_see_cases)
def looks(request: HttpRequest, number: str) -> HttpResponse:
    """Who opened the report and its file."""
    report = report_or_404(request.user, number)
    if not may_see_looks(request.user, report):
        turned_away(request.user, report)
        raise PermissionDenied
    events = read_looks(by=request.user, at=timezone.now(), report=report)
    return render(request, "desk/reports/looks.html", {"report": report, "events": events, "most": MOST})


def _about(user: Any, report: Report, mask: Mask) -> dict[str, Any]:
    today = local_day(timezone.now())
    observations, passages = rows.observations_of(user, report), rows.passages_of(user, report)
    return {
        "report": report,
        "mask": mask,
        "shared": shared_with(report.pk) if mask.is_shielded else [],
        "today": today,
        "now": timezone.localtime(),
        "marks": case_page.marks(report),
        "persons": [(p, p.age_on(today)) for p in rows.persons_of(user, report.case_file_id)],
        "told": [p for p in passages if p.kind != PassageKind.INTERPRETATION],
        "views": [p for p in passages if p.kind == PassageKind.INTERPRETATION],
        "observed": case_page.observed(observations),
        "asked": len(observations),
        "occasions": codelists.OCCASIONS.labels(report.occasions),
        "natures": codelists.NATURES.labels(report.natures),
        "trafficking": case_page.trafficking(report),
        "meldcode": steps_of(report),
        "changes": case_page.changes(rows.saved_versions_of(user, report)),
        "may_change": may_change(user, report),
        "may_see_looks": may_see_looks(user, report),
        "may_reveal": may_reveal_reporter(user, report) and not mask.is_unknown,
        "reveal": RevealForm(),
        "next_step": next_step(user, report),
    }


def next_step(user: Any, report: Report) -> tuple[str, str]:
    """(address, words) of the one filled button: where the work on this report goes on."""
    if lists.reviews(report, user):
        return reverse("review:proposal", args=[report.number]), "Beoordeel het voorstel"
    if not may_change(user, report):
        return "", ""
    if report.status == Status.INTAKE:
        return reverse("reports:section", args=[report.number]), "Verder met de intake"
    words = "Verder met de drie vragen" if report.status == Status.ASSESSING else "Bekijk de drie vragen"
    return reverse("assessment:questions", args=[report.number]), words
