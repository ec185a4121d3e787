"""The own page of a colleague: which second factors there are, and the codes on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.accounts import linked, second_factor
from desk.accounts.factors import AuthenticatorApp, Passkey, RecoveryCode
from desk.accounts.session_views import recently_shown
from desk.accounts.signin_views import keep_factor, new_factor, new_factor_forms
from desk.rulebook import Refused


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """How I sign in."""
    here = linked.provider_of(request.user)
    context = {
        "app": AuthenticatorApp.objects.filter(user=request.user).first(),
        "passkeys": list(Passkey.objects.filter(user=request.user)),
        "codes_left": RecoveryCode.objects.filter(user=request.user, used_at__isnull=True).count(),
        "label": here.label if here else "",
        "link": linked.of(request.user),
    }
    return render(request, "desk/accounts/own.html", context)


@require_http_methods(["GET", "POST"])
@recently_shown
def add(request: HttpRequest) -> HttpResponse:
    """Another app or passkey. A new app takes the place of the old one."""
    app, passkey = new_factor_forms(request)
    if keep_factor(request, app, passkey, by=request.user, at=timezone.now()):
        messages.success(request, "De tweede stap is ingesteld. U gebruikt hem vanaf nu bij het inloggen.")
        return redirect("accounts:own")
    context = new_factor(request, request.user) | {"app": app, "passkey": passkey}
    status = 400 if app.errors or passkey.errors else 200
    return render(request, "desk/accounts/add_factor.html", context, status=status)


@require_POST
@recently_shown
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a second factor away."""
    try:
        second_factor.remove_factor(by=request.user, at=timezone.now(), kind=kind, pk=pk)
        messages.success(request, "De tweede stap is weg.")
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("accounts:own")


@require_POST
@recently_shown
def paper_codes(request: HttpRequest) -> HttpResponse:
    """Ten new codes, shown on this answer and never again."""
    codes = second_factor.make_paper_codes(by=request.user, at=timezone.now())
    return render(request, "desk/accounts/paper_codes.html", {"codes": codes, "next": ""})
