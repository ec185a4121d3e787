"""What everybody may see (112), the pages around a session that ended, and the administrator's pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk import codelists
from desk.accounts import actions, linked, provider
from desk.accounts.forms import ChangeAccountForm, NewAccountForm, current_answers
from desk.accounts.keep import is_from_elsewhere, typed_again, wanted_page
from desk.accounts.models import User
from desk.accounts.permissions import may_administer
from desk.accounts.tour import steps_for
from desk.audit.door import only
from desk.audit.permissions import may_read_trail
from desk.finding import called, names
from desk.keyset import By

BY_NAME = (By("is_active", bool, down=True), By("display_name", str), By("id", int))


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The same page whether or not the account exists."""
    return render(request, "429.html", status=429)


@login_not_required
@require_GET
def emergency(request: HttpRequest) -> HttpResponse:
    """What to do when there is danger now. Readable without signing in."""
    return render(request, "desk/accounts/emergency.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A stale token gets its fields back to send again; a form from another site gets nothing."""
    if is_from_elsewhere(request) or request.path in map(resolve_url, ("login", "provider_sign_in")):
        return render(request, "403.html", status=403)
    signed_in = request.user.is_authenticated
    context = {"typed": typed_again(request), "stale": signed_in}
    return render(request, "desk/accounts/signed_out.html", context, status=403 if signed_in else 401)


@only(may_administer)
@sensitive_post_parameters("zoek")
@require_http_methods(["GET", "POST"])
def account_list(request: HttpRequest) -> HttpResponse:
    """Who works here, by name; those who left stand last."""
    staff = User.objects.staff().select_related("team", "region")
    shown = names(request, staff, BY_NAME, called("display_name", "username"))
    context = {"names": shown, "page": shown.page}
    return render(request, "desk/accounts/list.html", context, status=400 if shown.is_wrong else 200)


@only(may_administer)
@sensitive_post_parameters("password")
def account_new(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.run(actions.create_account, by=request.user, at=timezone.now()):
            messages.success(request, "De medewerker kan nu inloggen.")
            return redirect("accounts:list")
    return render(request, "desk/accounts/edit.html", {"form": form}, status=400 if form.errors else 200)


@only(may_administer)
@sensitive_post_parameters("password")
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an account, or end it."""
    account = get_object_or_404(User.objects.staff(), pk=pk)
    form = ChangeAccountForm(request.POST if request.method == "POST" else None, initial=current_answers(account))
    if form.is_valid():
        if form.run(actions.change_account, account=account, by=request.user, at=timezone.now()):
            messages.success(request, "De medewerker is bijgewerkt.")
            return redirect("accounts:list")
    context = {"form": form, "account": account, "label": provider.label(), "link": linked.of(account)}
    return render(request, "desk/accounts/edit.html", context, status=400 if form.errors else 200)


@only(lambda user: may_administer(user) or may_read_trail(user))
@require_GET
def code_lists(request: HttpRequest) -> HttpResponse:
    """The code lists with their source: law, so data in the code and not a setting."""
    return render(request, "desk/accounts/code_lists.html", {"lists": codelists.ALL})


@require_GET
def tour(request: HttpRequest) -> HttpResponse:
    """What a new colleague in this role does first."""
    return render(request, "desk/accounts/tour.html", {"steps": steps_for(request.user.role)})


@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Switch the single-key shortcuts."""
    actions.switch_shortcuts(by=request.user, at=timezone.now(), shortcuts_on=request.POST.get("on") == "1")
    return redirect(wanted_page(request))
