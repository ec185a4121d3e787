"""The administrator's page: with which account the people of an organisation sign in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.rulebook import Refused
from meldcode import providers
from meldcode.organisation_views import administrators, of_the_region
from meldcode.people import Organisation
from meldcode.provider_forms import ProviderForm


@administrators
@sensitive_post_parameters("client_secret")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Set up or change the provider; it is asked whether it is there before anything is saved."""
    organisation = of_the_region(request, pk)
    form = ProviderForm(request.POST if request.method == "POST" else None, initial=_answers(organisation))
    told = {"by": request.user, "at": timezone.now(), "organisation": organisation}
    if form.is_valid() and form.run(providers.save_provider, **told):
        messages.success(request, "Bewaard. De provider antwoordt. Probeer nu zelf of het inloggen lukt.")
        return redirect("portal:organisation", pk=pk)
    back = reverse("provider_back_of", args=[providers.key_of(organisation)])
    context = {"form": form, "organisation": organisation, "back": request.build_absolute_uri(back)}
    return render(request, "meldcode/provider.html", context, status=400 if form.errors else 200)


@administrators
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let nobody in by this provider any more."""
    organisation = of_the_region(request, pk)
    told = {"organisation": organisation, "version": organisation.version}
    try:
        providers.remove_provider(by=request.user, at=timezone.now(), **told)
        messages.success(request, "Inloggen met het werkaccount is gestopt. Ook de sessies stopten.")
    except Refused as no:
        messages.error(request, no.messages[0])
    return redirect("portal:organisation", pk=pk)


def _answers(organisation: Organisation) -> dict[str, object]:
    row = organisation.provider
    names = ("issuer", "client_id", "label", "amr", "acr")
    kept = {name: getattr(row, name) for name in names} if row else {"label": "uw werkaccount"}
    return {**kept, "version": organisation.version}
