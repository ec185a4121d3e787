"""The directory: everybody reads it, the functional administrator keeps it."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk import codelists
from desk.audit.door import only
from desk.directory import actions
from desk.directory.forms import OrganisationForm, RegionForm, current_answers
from desk.directory.models import Organisation
from desk.directory.permissions import may_keep_directory


@require_GET
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Every organisation in use, with the day its numbers were last checked; its keeper sees the others too."""
    keeps = may_keep_directory(request.user)
    organisations = Organisation.objects.order_by("-in_use", "name")
    rows = [_row(one) for one in (organisations if keeps else organisations.filter(in_use=True))]
    return render(request, "desk/directory/list.html", {"rows": rows, "keeps": keeps})


def _row(organisation: Organisation) -> dict[str, Any]:
    kinds = codelists.TRAFFICKING_KINDS
    every = len(organisation.themes) == len(kinds.codes)
    return {
        "organisation": organisation,
        "stale": organisation.is_stale(timezone.localdate()),
        "themes": "alle vormen van mensenhandel" if every else ", ".join(kinds.labels(organisation.themes)).lower(),
        "dial": re.sub(r"[^\d+]", "", organisation.phone),
        "site": urlsplit(organisation.website).netloc.removeprefix("www."),
    }


@only(may_keep_directory)
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.run(actions.save_organisation, by=request.user, at=timezone.now()):
            messages.success(request, "De organisatie staat in de wegwijzer.")
            return redirect("directory:list")
    return render(request, "desk/directory/edit.html", {"form": form}, status=400 if form.errors else 200)


@only(may_keep_directory)
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an organisation."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = OrganisationForm(request.POST if request.method == "POST" else None, initial=current_answers(organisation))
    if form.is_valid():
        if form.run(actions.save_organisation, organisation=organisation, by=request.user, at=timezone.now()):
            messages.success(request, "De organisatie is bijgewerkt.")
            return redirect("directory:list")
    context = {"form": form, "organisation": organisation}
    return render(request, "desk/directory/edit.html", context, status=400 if form.errors else 200)


@only(may_keep_directory)
@require_POST
def organisation_checked(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers are still right today."""
    organisation = get_object_or_404(Organisation, pk=pk)
    actions.check_organisation(by=request.user, at=timezone.now(), organisation=organisation)
    messages.success(request, "Vandaag nagezien.")
    return redirect("directory:list")


@only(may_keep_directory)
@require_http_methods(["GET", "POST"])
def region(request: HttpRequest) -> HttpResponse:
    """The teams and municipalities of the region; they are added, and stay."""
    form = RegionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.run(actions.extend_region, by=request.user, at=timezone.now()):
        messages.success(request, "Toegevoegd aan de regio.")
        return redirect("directory:region")
    home = request.user.region
    context = {
        "form": form,
        "region": home,
        "teams": home.teams.order_by("name"),
        "municipalities": home.municipalities.order_by("name"),
    }
    return render(request, "desk/directory/region.html", context, status=400 if form.errors else 200)
