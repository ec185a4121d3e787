"""What keeps people out of a file: the seal, and the wall that two people know."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.audit.door import behind_the_wall, only, turned_away
from desk.reports.access import grants, seals, walls
from desk.reports.access.forms import LiftForm, LiftWallForm, NamesForm, SealForm, WallForm
from desk.reports.access.models import Wall
from desk.reports.access.permissions import may_know_wall, may_put_walls, may_seal
from desk.reports.models import CaseFile
from desk.reports.permissions import may_see_cases
from desk.reports.reach import case_file_or_404


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@only(may_see_cases)
def seal(request: HttpRequest, number: str) -> HttpResponse:
    """Seal a file, change who sees it, or open it for the team again."""
    case_file = case_file_or_404(request.user, number)
    if not may_seal(request.user, case_file):
        turned_away(request.user, case_file)
        raise PermissionDenied
    lies = seals.seal_of(case_file)
    if lies is None:
        return _seal(request, case_file)
    return _change(request, case_file, lies)


def _seal(request: HttpRequest, case_file: CaseFile) -> HttpResponse:
    form = SealForm(_sent(request), by=request.user, case_file=case_file)
    if form.is_valid() and form.run(seals.seal_file, **_now(request), case_file=case_file):
        messages.success(request, "Verzegeld. Voor alle anderen bestaat dit dossier niet meer.")
        return redirect("reports:case_file", case_file.number)
    context = {"form": form, "case_file": case_file}
    return render(request, "desk/reports/access/seal.html", context, status=400 if form.errors else 200)


def _change(request: HttpRequest, case_file: CaseFile, lies: Any) -> HttpResponse:
    lifts, named = "lift" in request.POST, seals.named_with(lies)
    start = {"version": lies.version, "people": [person.pk for person in named]}
    names = NamesForm(None if lifts else _sent(request), by=request.user, case_file=case_file, initial=start)
    lift = LiftForm(_sent(request) if lifts else None, initial=start)
    form, action = (lift, seals.lift_seal) if lifts else (names, seals.name_people)
    if form.is_valid() and form.run(action, **_now(request), case_file=case_file):
        messages.success(request, "Het team ziet dit dossier weer." if lifts else "Bewaard wie dit dossier ziet.")
        return redirect("reports:case_file", case_file.number)
    context = {"form": form, "names": names, "lift": lift, "seal": lies, "named": named, "case_file": case_file}
    return render(request, "desk/reports/access/sealed.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
@only(may_put_walls)
def wall_list(request: HttpRequest) -> HttpResponse:
    """The walls that the visitor knows of, and a new one."""
    form = WallForm(_sent(request), by=request.user)
    if form.is_valid():
        found = grants.file_with_number(form.cleaned_data["number"])
        if form.run(_put_wall, **_now(request), case_file=found):
            messages.success(request, "De muur staat. Alleen u en de tweede weten dit.")
            return redirect("access:walls")
    context = {"form": form, "walls": walls.known_walls(request.user)}
    return render(request, "desk/reports/access/walls.html", context, status=400 if form.errors else 200)


def _put_wall(*, number: str, **told: Any) -> Wall:
    return walls.put_wall(**told)


@require_POST
@only(may_put_walls)
def wall_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wall away."""
    wall = get_object_or_404(Wall.objects.select_related("case_file__team__region", "worker"), pk=pk)
    if not may_know_wall(request.user, wall):
        raise behind_the_wall(request.user, None)
    form = LiftWallForm(request.POST)
    if form.is_valid() and form.run(walls.lift_wall, **_now(request), wall=wall):
        messages.success(request, "De muur is weg.")
    else:
        messages.error(request, "Deze muur is intussen gewijzigd of al weg.")
    return redirect("access:walls")


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _now(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}
