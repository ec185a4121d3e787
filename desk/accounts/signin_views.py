"""The way in: password, second factor, and setting one up for who has none yet. Nobody has a session before the end."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.accounts import linked, proofs, provider, providers, second_factor, session, signin, slowdown, totp, webauthn
from desk.accounts.choices import Factor
from desk.accounts.factors import Recovery
from desk.accounts.forms import AppForm, CodeForm, PasskeyForm, SignInForm
from desk.accounts.keep import wanted_page
from desk.accounts.lockout import remember_device
from desk.accounts.models import User
from desk.accounts.proofs import Proof
from desk.accounts.session import Halfway
from desk.accounts.views import locked_out
from desk.audit.trail import System
from desk.rulebook import Refused


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; the second step comes on the next page, and only for who gave the right ones."""
    now = timezone.now()
    if request.method == "POST" and (seconds := slowdown.wait(request, now)):
        return too_fast(request, seconds)
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if form.is_valid():
        signin.go_halfway(by=System(), at=now, request=request, account=form.get_user(), wanted=wanted)
        return redirect("second_step")
    if form.has_error(NON_FIELD_ERRORS):
        signin.sign_in_failed(request, form.cleaned_data["username"])
    context = {"form": form, "next": wanted, "label": provider.label(), "elsewhere": providers.are_there()}
    if out := request.GET.get("uit", ""):
        context["way_out"] = provider.way_out(settings.OIDC if out == "1" else providers.with_key(out))
    return render(request, "desk/accounts/login.html", context, status=400 if form.is_bound else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the app, a passkey, a code on paper, or the code that two colleagues gave."""
    now = timezone.now()
    here = session.halfway(request.session, now)
    if here is None:
        return redirect("login")
    if _may_set_up(here):
        return redirect("set_up")
    if request.method == "POST":
        if seconds := slowdown.wait(request, now):
            return too_fast(request, seconds)
        if not signin.may_try(request, here.account):
            return locked_out(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        proof = form.run(_found, request=request, account=here.account, at=now)
        if proof and (answer := _let_in(request, form, here, proof, now)):
            return answer
    return render(request, "desk/accounts/second_step.html", _second_step(request, form, here), status=_status(form))


@login_not_required
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The first second factor of a colleague: until it stands there is no way on."""
    now = timezone.now()
    here = session.halfway(request.session, now)
    if here is None:
        return redirect("login")
    if not _may_set_up(here):
        return redirect("second_step")
    app, passkey = new_factor_forms(request)
    helped = Recovery.objects.filter(pk=here.helped).first() if here.helped else None
    proof = keep_factor(
        request, app, passkey, by=here.account, at=now, helped=Proof(Factor.COLLEAGUES, helped) if helped else None
    )
    if proof:
        signin.sign_in(by=here.account, at=now, request=request, proof=proof)
        codes = second_factor.make_paper_codes(by=here.account, at=now)
        context = {"codes": codes, "next": wanted_page(request, here.wanted)}
        answer = render(request, "desk/accounts/paper_codes.html", context)
        return remember_device(request, answer, here.account.username)
    context = new_factor(request, here.account) | {"app": app, "passkey": passkey}
    return render(request, "desk/accounts/set_up.html", context, status=_status(app, passkey))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; nothing of it stays in the browser."""
    there = ""
    if request.user.is_authenticated:
        here = linked.provider_of(request.user) if linked.of(request.user) else None
        there = (here.key or "1") if here else ""
        signin.sign_out(by=request.user, at=timezone.now(), request=request)
    response = redirect(f"{reverse('login')}?uit={there}" if there else "login")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def too_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    """Too many mistakes from one place: the same for every name, known or not."""
    answer = render(request, "desk/accounts/too_fast.html", {"seconds": seconds}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def new_factor_forms(request: HttpRequest) -> tuple[AppForm, PasskeyForm]:
    """Return the two forms of a new factor; the one that was sent holds its answers."""
    sent = request.POST if request.method == "POST" else None
    is_passkey = "passkey" in request.POST
    return AppForm(None if is_passkey else sent), PasskeyForm(sent if is_passkey else None)


def new_factor(request: HttpRequest, account: User) -> dict[str, Any]:
    """Return what the page of a new factor shows: the picture and key of an app, the question of a passkey."""
    secret = _secret(request, account)
    possible = webauthn.can_be_used(request)
    return {
        "qr": totp.qr(secret, account.username),
        "typed_key": totp.spoken(secret),
        "ask": webauthn.ask_to_make(request, account) if possible else "",
    }


def keep_factor(
    request: HttpRequest, app: AppForm, passkey: PasskeyForm, *, by: User, at: datetime, helped: Proof | None = None
) -> Proof | None:
    """Keep the new factor that was sent; None, with the reason in its form, when it is not right."""
    if app.is_valid():
        proof = app.run(second_factor.set_up_app, by=by, at=at, secret=_secret(request, by), helped=helped)
    elif passkey.is_valid():
        proof = passkey.run(_made, request=request, by=by, at=at, helped=helped)
    else:
        return None
    if proof:
        request.session.pop("new_app", None)
    return proof


def _made(*, request: HttpRequest, passkey: str, **told: Any) -> Proof:
    return second_factor.add_passkey(made=webauthn.made(request, passkey), **told)


def _secret(request: HttpRequest, account: User) -> bytes:
    """Return the secret of the app that is being set up; the session holds it encrypted."""
    kept = request.session.get("new_app", "")
    secret = totp.unseal(kept, account.pk) if kept else None
    if secret is None:
        secret = totp.new_secret()
        request.session["new_app"] = totp.seal(secret, account.pk)
    return secret


def _may_set_up(here: Halfway) -> bool:
    """Without a factor: straight on; but after the help of two colleagues only with the code they gave."""
    if proofs.has_factor(here.account):
        return False
    return here.helped is not None or proofs.open_recovery(here.account) is None


def _found(*, request: HttpRequest, account: User, at: datetime, code: str, passkey: str) -> Proof:
    try:
        return proofs.by_passkey(request, account, passkey) if passkey else proofs.by_code(account, code, at)
    except Refused as wrong:
        signin.factor_failed(request, account, wrong.rule)
        raise


def _let_in(request: HttpRequest, form: CodeForm, here: Halfway, proof: Proof, at: datetime) -> HttpResponse | None:
    if isinstance(proof.row, Recovery):
        signin.go_on_with_help(by=System(), at=at, request=request, account=here.account, recovery=proof.row)
        return redirect("set_up")
    try:
        signin.sign_in(by=here.account, at=at, request=request, proof=proof)
    except ValidationError as late:
        form.add_error(None, late.messages)
        return None
    return remember_device(request, redirect(wanted_page(request, here.wanted)), here.account.username)


def _second_step(request: HttpRequest, form: CodeForm, here: Halfway) -> dict[str, Any]:
    return {
        "form": form,
        "ask": webauthn.ask_to_show(request, here.account) if webauthn.can_be_used(request) else "",
        "by_colleagues": not proofs.has_factor(here.account),
        "practice_code": proofs.practice_code(here.account, timezone.now()),
    }


def _status(*forms: Any) -> int:
    return 400 if any(form.errors for form in forms) else 200
