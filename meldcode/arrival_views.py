"""Signing in with the account of one's own organisation: which provider, and what follows when somebody comes back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.accounts import arrival, errand, linked, signin, slowdown
from desk.accounts.arrival import Arrival
from desk.accounts.models import LinkedAccount
from desk.accounts.provider_views import sent
from desk.accounts.signin_views import too_fast
from desk.accounts.views import locked_out
from desk.audit.trail import System
from meldcode import arrivals, providers
from meldcode.forms import AccountForm, ArrivalForm


@login_not_required
@require_http_methods(["GET", "POST"])
def by_account(request: HttpRequest) -> HttpResponse:
    """To the provider of one's organisation, found by what stands behind the @.

    Every address without one gets the same answer, whether its organisation takes part or not.
    """
    now = timezone.now()
    if request.method == "POST" and (seconds := slowdown.wait(request, now)):
        return too_fast(request, seconds)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = providers.provider_for(form.cleaned_data["email"])
        if found:
            return sent(request, found.openid(), errand.SIGN_IN, wanted=reverse("portal:home"))
        slowdown.count(request, now)
        form.add_error("email", _("Met dit adres logt u hier in met uw wachtwoord, niet met een werkaccount."))
    return render(request, "meldcode/by_account.html", {"form": form}, status=400 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest) -> HttpResponse:
    """Somebody whom a provider saw and whom nobody here knows under that account yet."""
    now = timezone.now()
    here = arrival.noted(request.session, now)
    if here is None or request.user.is_authenticated:
        return redirect(_sign_in())
    try:
        organisation = arrivals.organisation_of(here)
        if arrivals.known(here, organisation):
            return _bound(request, here)
    except ValidationError as no:
        return _stranger(request, getattr(no, "rule", "one_person_has_one_account"))
    form = ArrivalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        link = form.run(arrivals.join_by_account, by=System(), at=now, arrival=here)
        if link:
            return _halfway(request, here, link)
        if not set(form.errors) <= set(form.fields):
            return _stranger(request, "one_person_has_one_account")
    context = {"form": form, "organisation": organisation, "email": here.email}
    return render(request, "meldcode/arrive.html", context, status=400 if form.errors else 200)


def _bound(request: HttpRequest, here: Arrival) -> HttpResponse:
    """An account that was here before has a second step of its own, and that is asked now (arrivals.bind)."""
    link = arrivals.bind(by=System(), at=timezone.now(), arrival=here)
    if not signin.may_try(request, link.user):
        return locked_out(request)
    return _halfway(request, here, link)


def _halfway(request: HttpRequest, here: Arrival, link: LinkedAccount) -> HttpResponse:
    """On to the own second step. A new account sets one up: without it, whoever reads the mail could do so later."""
    arrival.forget(request.session)
    told = {"request": request, "link": link, "wanted": here.wanted}
    linked.go_halfway_there(by=System(), at=timezone.now(), **told)
    return redirect("second_step")


def _stranger(request: HttpRequest, rule: str) -> HttpResponse:
    """One sentence for every reason; the trail has the reason."""
    arrival.forget(request.session)
    linked.refused(request, rule)
    said = _("Met dit werkaccount kunt u hier niet in. Vraag de aandachtsfunctionaris van uw organisatie.")
    messages.error(request, said)
    return redirect(_sign_in())


def _sign_in() -> str:
    return f"{reverse('login')}?{urlencode({'next': reverse('portal:home')})}"
