"""Signing in with the account of the organisation: to the provider, back from it, and the link between the two."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from desk.accounts import arrival, errand, linked, proofs, provider, providers, session, signin, slowdown
from desk.accounts.arrival import Arrival
from desk.accounts.errand import Errand
from desk.accounts.keep import wanted_page
from desk.accounts.lockout import remember_device
from desk.accounts.models import User
from desk.accounts.permissions import may_administer
from desk.accounts.provider import Seen
from desk.accounts.session_views import recently_shown, wrong_answer
from desk.accounts.signin_views import too_fast
from desk.accounts.views import locked_out
from desk.audit.door import only
from desk.audit.trail import System
from desk.openid import OpenID
from desk.rulebook import Refused

View = Callable[..., HttpResponse]


def where_there_is_one(view: View) -> View:
    """Without a provider, of the desk or of who is signed in, this address is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _here(request) is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _here(request: HttpRequest) -> OpenID | None:
    return linked.provider_of(request.user) if request.user.is_authenticated else settings.OIDC


@login_not_required
@where_there_is_one
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """To the provider, to sign in."""
    return sent(request, settings.OIDC, errand.SIGN_IN)


@where_there_is_one
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """To the provider, which asks anew who sits before the locked screen."""
    return sent(request, _here(request), errand.UNLOCK)


@where_there_is_one
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """To the provider, which asks anew who wants to change how they get in."""
    return sent(request, _here(request), errand.CONFIRM)


@where_there_is_one
@require_POST
@recently_shown
def link(request: HttpRequest) -> HttpResponse:
    """To the provider, to link the account with which somebody signs in there now."""
    return sent(request, _here(request), errand.LINK)


@where_there_is_one
@require_POST
@recently_shown
def unlink(request: HttpRequest) -> HttpResponse:
    """Take the own link away."""
    return _unlinked(request, reverse("accounts:own"), linked.unlink_own)


@where_there_is_one
@only(may_administer)
@require_POST
def unlink_other(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the link of a colleague away."""
    account = get_object_or_404(User, pk=pk)
    return _unlinked(request, reverse("accounts:edit", args=[pk]), linked.unlink_colleague, account=account)


@login_not_required
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Back from the desk's own provider."""
    return _back(request, settings.OIDC)


@login_not_required
@require_GET
def back_of(request: HttpRequest, key: UUID) -> HttpResponse:
    """Back from the provider of an organisation outside."""
    return _back(request, providers.with_key(str(key)))


def _back(request: HttpRequest, here: OpenID | None) -> HttpResponse:
    """What a provider brings counts once, in the browser that was sent, at the address of whoever it was sent to."""
    if here is None:
        raise Http404
    now = timezone.now()
    if seconds := slowdown.wait(request, now):
        return too_fast(request, seconds)
    went = errand.take(request.session, now, request.GET.get("state", ""))
    try:
        if went is None or went.provider != here.row or not _is_mine(request, went):
            raise Refused("provider_state_is_wrong", "Dit duurde te lang of begon in een ander venster. Begin opnieuw.")
        return _DONE[went.purpose](request, here, went, _seen(request, here, went), now)
    except provider.Away:
        return _away(request, here, went)
    except ValidationError as no:
        return _refused(request, went, no)


def sent(request: HttpRequest, here: OpenID | None, purpose: str, wanted: str = "") -> HttpResponse:
    """Answer with a page that goes on to the provider by itself.

    Not with a redirect: browsers hold that against the policy for forms, at every host the provider sends them on to.
    """
    now = timezone.now()
    if here is None:
        raise Http404
    if seconds := slowdown.wait(request, now):
        return too_fast(request, seconds)
    user = request.user.pk if request.user.is_authenticated and purpose != errand.SIGN_IN else None
    told = {"user": user, "wanted": wanted or request.POST.get("next", ""), "provider": here.row}
    went = errand.send(request.session, now, purpose, **told)
    try:
        address = provider.way_there(here, went, _back_here(request, here))
    except provider.Away:
        return _away(request, here, went)
    answer = render(request, "desk/accounts/to_provider.html", {"address": address, "label": here.label})
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


def _seen(request: HttpRequest, here: OpenID, went: Errand) -> Seen:
    """Return whom the provider saw. Raises Refused for an answer without a code, or of another provider (RFC 9207)."""
    issuer = request.GET.get("iss", "" if provider.names_itself(here) else here.issuer)
    code = request.GET.get("code", "")
    if request.GET.get("error") or not code or issuer != here.issuer:
        raise Refused("provider_said_no", "U bent bij uw organisatie niet ingelogd. Probeer het opnieuw.")
    return provider.seen(here, code, went, _back_here(request, here))


def _is_mine(request: HttpRequest, went: Errand) -> bool:
    if went.purpose == errand.SIGN_IN:
        return not session.is_locked(request.session)
    is_the_same = request.user.is_authenticated and request.user.pk == went.user
    return is_the_same and session.is_locked(request.session) == (went.purpose == errand.UNLOCK)


def _signed_in(request: HttpRequest, here: OpenID, went: Errand, seen: Seen, at: datetime) -> HttpResponse:
    found = linked.find(here, seen)
    if found is None:
        return _unknown(request, here, went, seen)
    account = found.user
    if not signin.may_try(request, account):
        return locked_out(request)
    if not linked.is_enough(seen, found):
        linked.go_halfway_there(by=System(), at=at, request=request, link=found, wanted=went.wanted)
        return redirect("second_step")
    signin.sign_in(by=account, at=at, request=request, proof=proofs.by_provider(found))
    return remember_device(request, redirect(wanted_page(request, went.wanted)), account.username)


def _unknown(request: HttpRequest, here: OpenID, went: Errand, seen: Seen) -> HttpResponse:
    """Somebody nobody knows: the portal says whether they may come in; the desk makes no accounts."""
    if here.row is None:
        raise Refused(
            "provider_account_is_unknown",
            "Dit account is hier niet gekoppeld. Log in met uw wachtwoord en koppel het bij ‘Mijn inloggen’.",
        )
    subject = linked.hash_of(here, seen.subject)
    told = (here.row, here.issuer, subject, seen.email, seen.strong, went.wanted, went.began)
    arrival.note(request.session, Arrival(*told))
    return redirect(settings.ARRIVAL_URL)


def _opened(request: HttpRequest, here: OpenID, went: Errand, seen: Seen, at: datetime) -> HttpResponse:
    signin.unlock_screen(by=request.user, at=at, request=request, proof=linked.proof_of(seen, request.user))
    # The page that reads this tells the other tabs, where the work stands (static/session.js).
    messages.success(request, "Het scherm is van slot. Ook in uw andere tabbladen.", extra_tags="unlocked")
    return redirect(wanted_page(request, went.wanted))


def _confirmed(request: HttpRequest, here: OpenID, went: Errand, seen: Seen, at: datetime) -> HttpResponse:
    signin.confirm_identity(by=request.user, at=at, request=request, proof=linked.proof_of(seen, request.user))
    return redirect(wanted_page(request, went.wanted))


def _linked(request: HttpRequest, here: OpenID, went: Errand, seen: Seen, at: datetime) -> HttpResponse:
    linked.link_account(by=request.user, at=at, here=here, seen=seen)
    messages.success(request, f"Gekoppeld. U kunt vanaf nu inloggen met {here.label}.")
    return redirect("accounts:own")


_DONE: dict[str, Callable[[HttpRequest, OpenID, Errand, Seen, datetime], HttpResponse]] = {
    errand.SIGN_IN: _signed_in,
    errand.UNLOCK: _opened,
    errand.CONFIRM: _confirmed,
    errand.LINK: _linked,
}


def _refused(request: HttpRequest, went: Errand | None, no: ValidationError) -> HttpResponse:
    rule = getattr(no, "rule", "")
    if rule == "provider_account_is_of_another":
        wrong_answer(request, counted=False)
    elif rule.startswith("provider_"):
        linked.refused(request, rule)
    messages.error(request, no.messages[0])
    return _begin_again(request, went)


def _away(request: HttpRequest, here: OpenID, went: Errand | None) -> HttpResponse:
    linked.away()
    words = f"Inloggen met {here.label} lukt nu niet. Gebruik uw wachtwoord, of probeer het later opnieuw."
    messages.error(request, words)
    return _begin_again(request, went)


def _begin_again(request: HttpRequest, went: Errand | None) -> HttpResponse:
    """Back to where the errand began, at an address without the answer of the provider in it."""
    if request.user.is_authenticated:
        is_locked = session.is_locked(request.session)
        return redirect("unlock" if is_locked else "accounts:own")
    wanted = f"?{urlencode({'next': went.wanted})}" if went and went.wanted else ""
    return redirect(f"{reverse('login')}{wanted}")


def _unlinked(request: HttpRequest, then: str, action: Callable[..., None], **about: Any) -> HttpResponse:
    try:
        action(by=request.user, at=timezone.now(), **about)
        messages.success(request, "De koppeling is weg.")
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(then)


def _back_here(request: HttpRequest, here: OpenID) -> str:
    place = reverse("provider_back_of", args=[here.key]) if here.key else reverse("provider_back")
    return request.build_absolute_uri(place)
