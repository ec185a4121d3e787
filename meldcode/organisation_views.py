"""The administrator's pages: which organisations take part, and who brings their people in."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.audit.door import behind_the_wall, only
from meldcode import organisations
from meldcode.forms import ChangeOrganisationForm, InviteForm, OrganisationForm
from meldcode.people import Organisation
from meldcode.people_views import invited, people_of
from meldcode.permissions import may_keep_organisation, may_keep_organisations

administrators = only(may_keep_organisations)


@administrators
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every organisation of the region, with how many people use the portal and whether somebody answers for them."""
    here = Q(people__until__isnull=True)
    rows = Organisation.objects.filter(region=request.user.region_id).order_by("-in_use", "name")
    counted = rows.annotate(
        n=Count("people", filter=here), officers=Count("people", filter=here & Q(people__is_officer=True))
    )
    return render(request, "meldcode/organisations.html", {"organisations": counted})


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
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an organisation, and see who of it uses the portal."""
    organisation = of_the_region(request, pk)
    form = ChangeOrganisationForm(request.POST if request.method == "POST" else None, initial=_answers(organisation))
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
    context = {"form": form, "invite": invite, "organisation": organisation, **people_of(organisation)}
    return render(request, "meldcode/organisation.html", context, status=400 if form.errors or invite.errors else 200)
