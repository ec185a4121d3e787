"""The administrator's pages: which organisations take part, and who brings their people in."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.audit.door import behind_the_wall, only
from desk.finding import is_search
from desk.keyset import By
from meldcode import organisations
from meldcode.finding import names
from meldcode.forms import ChangeOrganisationForm, InviteForm, OrganisationForm
from meldcode.people import Organisation, Professional
from meldcode.people_views import invited, people_of
from meldcode.permissions import may_keep_organisation, may_keep_organisations

administrators = only(may_keep_organisations)
BY_NAME = (By("in_use", bool, down=True), By("name", str), By("id", int))


@administrators
@sensitive_post_parameters("zoek")
@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """The organisations of the region, with how many people use the portal and whether somebody answers for them."""
    shown = names(request, Organisation.objects.filter(region=request.user.region_id), BY_NAME, "name")
    rows = [(one, *count) for one, count in zip(shown.page.rows, _people_counted(shown.page.rows), strict=True)]
    context = {"names": shown, "page": shown.page, "rows": rows}
    return render(request, "meldcode/organisations.html", context, status=400 if shown.is_wrong else 200)


def _people_counted(rows: Iterable[Organisation]) -> list[tuple[int, int]]:
    """(people, officers of them) of each of these."""
    told = Count("pk", filter=Q(is_officer=True))
    people = Professional.objects.filter(organisation__in=rows, until__isnull=True).values_list("organisation")
    counted = {pk: (many, officers) for pk, many, officers in people.annotate(Count("pk"), officers=told)}
    return [counted.get(one.pk, (0, 0)) for one in rows]


@administrators
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter an organisation."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = form.run(organisations.add_organisation, by=request.user, at=timezone.now())
        if made:
            messages.success(request, "De organisatie staat erin. Nodig nu de aandachtsfunctionaris uit.")
            return redirect("portal:organisation", pk=made.pk)
    context = {"form": form, "invite": None}
    return render(request, "meldcode/organisation.html", context, status=400 if form.errors else 200)


@administrators
@sensitive_post_parameters("zoek")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an organisation, and see who of it uses the portal."""
    organisation = of_the_region(request, pk)
    sent = request.POST if request.method == "POST" and not is_search(request) else None
    form = ChangeOrganisationForm(sent, initial=_answers(organisation))
    told = {"by": request.user, "at": timezone.now(), "organisation": organisation}
    if form.is_valid() and form.run(organisations.change_organisation, **told):
        messages.success(request, "De organisatie is bijgewerkt.")
        return redirect("portal:organisation", pk=pk)
    return _page(request, organisation, form, InviteForm(initial={"is_officer": True}))


@administrators
@require_POST
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody of an organisation: the first designated officer, mostly."""
    organisation = of_the_region(request, pk)
    form = InviteForm(request.POST)
    if invited(request, form, organisation):
        return redirect("portal:organisation", pk=pk)
    return _page(request, organisation, ChangeOrganisationForm(initial=_answers(organisation)), form)


def of_the_region(request: HttpRequest, pk: int) -> Organisation:
    """Return the organisation; one of another region is not there, and the attempt is kept."""
    found = get_object_or_404(Organisation, pk=pk)
    if not may_keep_organisation(request.user, found):
        raise behind_the_wall(request.user, found)
    return found


def _answers(organisation: Organisation) -> dict[str, object]:
    names = ("name", "group", "in_use", "version")
    domains = "\n".join(domain.name for domain in organisation.domains.all())
    return {**{name: getattr(organisation, name) for name in names}, "domains": domains}


def _page(
    request: HttpRequest, organisation: Organisation, form: ChangeOrganisationForm, invite: InviteForm
) -> HttpResponse:
    people = people_of(request, organisation)
    context = {"form": form, "invite": invite, "organisation": organisation, **people}
    is_wrong = form.errors or invite.errors or people["names"].is_wrong
    return render(request, "meldcode/organisation.html", context, status=400 if is_wrong else 200)
