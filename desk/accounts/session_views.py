"""A session that goes on: how long it lasts, locking the screen, and showing once more who sits here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.accounts import linked, proofs, session, signin, webauthn
from desk.accounts.forms import AgainForm
from desk.accounts.keep import wanted_page
from desk.accounts.proofs import Proof
from desk.audit.trail import System
from desk.rulebook import Refused

View = Callable[..., HttpResponse]


@login_not_required
@require_http_methods(["GET", "POST"])
def session_left(request: HttpRequest) -> HttpResponse:
    """How long the session still lasts. Asking (GET) does not lengthen it; somebody who goes on working (POST) does."""
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "most": 0})
    now = timezone.now()
    if request.method == "POST" and not session.is_locked(request.session):
        request.session["seen"] = now.timestamp()
    left = session.seconds_left(request.session, now)
    return JsonResponse({**left, "who": request.user.pk, "locked": session.is_locked(request.session)})


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the screen; the session remembers it, whatever the browser does."""
    signin.lock_screen(by=request.user, at=timezone.now(), request=request)
    return redirect(f"{reverse('unlock')}?{urlencode({'next': wanted_page(request)})}")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """The locked screen: nothing of the desk is on it."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if not session.is_locked(request.session):
        return redirect(wanted_page(request, wanted))
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _shown(request, form, signin.unlock_screen):
        is_fetch = request.headers.get("X-Requested-With") == "fetch"
        return HttpResponse(status=204) if is_fetch else redirect(wanted_page(request, wanted))
    return _asked(request, form, "desk/accounts/locked.html", wanted)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Before a change of how somebody gets in: is it still the same person who sits here?"""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _shown(request, form, signin.confirm_identity):
        return redirect(wanted_page(request, wanted))
    return _asked(request, form, "desk/accounts/confirm.html", wanted)


def recently_shown(view: View) -> View:
    """Let a page in only for who showed a short while ago who they are; others are asked first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if session.is_recent(request.session, timezone.now()):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else reverse("accounts:own")
        return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")

    return guarded


def _asked(request: HttpRequest, form: AgainForm, template: str, wanted: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("login")
    ask = webauthn.ask_to_show(request, request.user, alone=True) if webauthn.can_be_used(request) else ""
    here = linked.provider_of(request.user)
    label = here.label if here and linked.of(request.user) else ""
    context = {"form": form, "next": wanted, "ask": ask, "label": label}
    return render(request, template, context, status=400 if form.errors else 200)


def _shown(request: HttpRequest, form: AgainForm, action: Callable[..., Any]) -> bool:
    """Do `action` when the answer is right. Five wrong ones lock the account and end the session."""
    try:
        proof = _passkey(request, form.cleaned_data["passkey"], form.cleaned_data["password"])
        action(by=request.user, at=timezone.now(), request=request, proof=proof)
    except Refused as wrong:
        form.add_error("password", wrong.messages[0])
        return False
    return True


def _passkey(request: HttpRequest, passkey: str, password: str) -> Proof | None:
    """Return the passkey that was shown, or None for the right password. Raises Refused for anything else."""
    account = request.user
    allowed = signin.may_try(request, account)
    try:
        if allowed and passkey:
            return proofs.by_passkey(request, account, passkey)
        if allowed and authenticate(request, username=account.username, password=password) == account:
            return None
        raise Refused("password_is_wrong", "Dit wachtwoord klopt niet. Probeer het opnieuw.")
    except Refused:
        wrong_answer(request, counted=not passkey)
        raise


def wrong_answer(request: HttpRequest, *, counted: bool) -> None:
    """Record a wrong answer of who sits here; five lock the account and end the session."""
    account = request.user
    signin.unlock_failed(request, account, counted=counted)
    if request.axes_locked_out:
        signin.end_session(by=System(), at=timezone.now(), request=request, account=account, why="wrong")
