"""The pages of oversight: alarms, circles, the trail of a team, and the list for a person concerned."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.accounts.models import User
from desk.audit import page
from desk.audit.door import only
from desk.oversight import actions
from desk.oversight.choices import Kind, Verdict
from desk.oversight.forms import CircleForm, JudgeForm, OutsideForm, TeamReadingForm
from desk.oversight.models import Alarm, Circle, ReviewedDay
from desk.oversight.outside import as_sheet, list_looks
from desk.oversight.permissions import may_enter_circle, may_oversee, may_read_team_trail
from desk.oversight.reading import read_team_trail
from desk.roles import CASE_ROLES


@only(may_oversee)
@require_GET
def alarms(request: HttpRequest) -> HttpResponse:
    """The alarms, those that wait first, with how often each rule was right."""
    rows = actions.list_alarms(by=request.user, at=timezone.now())
    context = {
        "waiting": [alarm for alarm in rows if alarm.is_open],
        "judged": [alarm for alarm in rows if not alarm.is_open],
        "figures": _figures(),
        "known": _known(),
        "reviewed": ReviewedDay.objects.order_by("-day").first(),
    }
    return render(request, "desk/oversight/alarms.html", context)


def _figures() -> list[tuple[str, int, int]]:
    """By rule: how often it was well founded, and how often a false alarm."""
    judged = Alarm.objects.exclude(verdict=Verdict.PENDING).values("kind").order_by()
    right, wrong = (Count("pk", filter=Q(verdict=one)) for one in (Verdict.WELL_FOUNDED, Verdict.FALSE_ALARM))
    found = {row["kind"]: row for row in judged.annotate(right=right, wrong=wrong)}
    return [(kind.label, found[kind]["right"], found[kind]["wrong"]) for kind in Kind if kind in found]


def _known() -> dict[str, int]:
    """Of how many colleagues who open cases the circle is known, and how many there are."""
    staff = User.objects.filter(is_active=True, role__in=CASE_ROLES)
    known = Exists(Circle.objects.filter(user=OuterRef("pk")))
    return staff.aggregate(all=Count("pk"), known=Count("pk", filter=known))


@only(may_oversee)
@require_http_methods(["GET", "POST"])
def alarm(request: HttpRequest, pk: int) -> HttpResponse:
    """One alarm: why it was raised, and the verdict on it."""
    row = get_object_or_404(Alarm.objects.select_related("worker__team", "judged_by"), pk=pk)
    form = JudgeForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    if form.is_valid() and form.run(actions.judge_alarm, by=request.user, at=timezone.now(), alarm=row):
        messages.success(request, f"Uw oordeel over {row.trail_number} is vastgelegd.")
        return redirect("oversight:alarms")
    if request.method == "GET":
        actions.read_alarm(by=request.user, at=timezone.now(), alarm=row)
    status = 409 if form.stale else 400 if form.errors else 200
    return render(request, "desk/oversight/alarm.html", {"alarm": row, "form": form}, status=status)


@only(may_enter_circle)
@sensitive_post_parameters("surnames", "homes", "born")
@require_http_methods(["GET", "POST"])
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the own circle of a colleague, in place of what was there."""
    account = get_object_or_404(User, pk=pk)
    form = CircleForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.run(actions.save_circle, by=request.user, at=timezone.now(), account=account):
        messages.success(request, "De eigen kring is vastgelegd. Wat u typte is niet meer te lezen.")
        return redirect("accounts:edit", pk=account.pk)
    context = {"form": form, "account": account, "kept": Circle.objects.filter(user=account).first()}
    return render(request, "desk/oversight/circle.html", context, status=400 if form.errors else 200)


@only(may_enter_circle)
@require_POST
def circle_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the own circle of a colleague."""
    account = get_object_or_404(User, pk=pk)
    actions.remove_circle(by=request.user, at=timezone.now(), account=account)
    messages.success(request, "De eigen kring is weg.")
    return redirect("accounts:edit", pk=account.pk)


@only(may_read_team_trail)
@require_GET
def team_room(request: HttpRequest) -> HttpResponse:
    """One page of the trail of the own team, newest first."""
    today = f"{timezone.localdate():%d-%m-%Y}"
    form = TeamReadingForm(request.GET or {"van": today, "tot": today}, team=request.user.team)
    if not form.is_valid():
        return render(request, "desk/oversight/team_room.html", {"form": form}, status=400)
    asked = form.asked()
    answer = read_team_trail(by=request.user, at=timezone.now(), asked=asked)
    context = {"form": form, "asked": asked, **page.lines(answer), **page.links(request.GET, asked, answer)}
    return render(request, "desk/oversight/team_room.html", context)


@only(may_oversee)
@require_http_methods(["GET", "POST"])
def outside(request: HttpRequest) -> HttpResponse:
    """Ask for the list for a person concerned; it is on the answer alone, as a page to print or as a file."""
    form = OutsideForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (looks := form.run(list_looks, by=request.user, at=timezone.now())):
        if "rekenblad" in request.POST:
            return _as_file(looks)
        return render(request, "desk/oversight/looks.html", {"looks": looks})
    return render(request, "desk/oversight/outside.html", {"form": form}, status=400 if form.errors else 200)


def _as_file(looks: Any) -> HttpResponse:
    name = f"inzage-{looks.file.number}.csv"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("".join(as_sheet(looks)), content_type="text/csv; charset=utf-8", headers=attached)
