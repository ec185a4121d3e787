"""The directory: everybody reads it, the functional administrator keeps it."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk import codelists
from desk.audit.door import only
from desk.codes import has_any
from desk.directory import actions
from desk.directory.forms import FindHelpForm, OrganisationForm, RegionForm, current_answers
from desk.directory.models import Organisation
from desk.directory.permissions import may_keep_directory
from desk.finding import called, names
from desk.keyset import By, query_of

BY_NAME = (By("in_use", bool, down=True), By("name", str), By("id", int))
PAGE = 20  # each takes as much room as three colleagues in a list


@sensitive_post_parameters("zoek")
@require_http_methods(["GET", "POST"])
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Every organisation in use, with the day its numbers were last checked; its keeper sees the others too."""
    keeps = may_keep_directory(request.user)
    organisations = Organisation.objects.all() if keeps else Organisation.objects.filter(in_use=True)
    shown = names(request, organisations, BY_NAME, _helps_with, FindHelpForm, PAGE)
    rows = [_row(one) for one in shown.page.rows]
    context = {"names": shown, "page": shown.page, "rows": rows, "keeps": keeps, "here": query_of(request.GET)}
    return render(request, "desk/directory/list.html", context, status=400 if shown.is_wrong else 200)


def _helps_with(word: str) -> Q:
    """Called so, for this, or for a form of trafficking that is called so."""
    kinds = codelists.TRAFFICKING_KINDS
    themes = kinds.mask(code.key for code in kinds if word.casefold() in code.label.casefold())
    return called("name", "what")(word) | has_any("themes", themes)


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
    """The numbers are still right today; a page that was turned to goes on where it was."""
    organisation = get_object_or_404(Organisation, pk=pk)
    actions.check_organisation(by=request.user, at=timezone.now(), organisation=organisation)
    messages.success(request, f"Vandaag nagezien: {organisation.name}.")
    return redirect(f"{resolve_url('directory:list')}?{query_of(request.GET)}".rstrip("?&"))


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
