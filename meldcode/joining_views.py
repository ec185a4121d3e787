"""The way in: ask a link by work mail, and what a link leads to (an account, another organisation, a new password)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desk.accounts import signin, slowdown
from desk.accounts.signin_views import too_fast
from desk.audit import trail
from desk.audit.choices import Outcome
from desk.audit.door import turned_away
from meldcode import joining, links
from meldcode.choices import Purpose
from meldcode.forms import AskForm, DetailsForm, JoinForm, PasswordForm
from meldcode.people import Invitation, membership
from meldcode.permissions import may_report


@login_not_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a link by work mail. The answer is the same whether the address is known or not."""
    now = timezone.now()
    if request.method == "POST" and (seconds := slowdown.wait(request, now)):
        return too_fast(request, seconds)
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "meldcode/ask.html", {"form": form}, status=400 if form.is_bound else 200)
    slowdown.count(request, now)
    made = form.run(joining.ask_link, by=trail.System(), at=now)
    return render(request, "meldcode/asked.html", {"practice_link": practice_link(request, made)})


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a link that counts once leads to. Opening it changes nothing: mail programs open links by themselves."""
    now = timezone.now()
    if seconds := slowdown.wait(request, now):
        return too_fast(request, seconds)
    found = links.open_link(token)
    if found is None or not found.counts(now):
        return _over(request, found)
    if found.purpose == Purpose.PASSWORD:
        return _new_password(request, found)
    if not request.user.is_authenticated:
        return _join(request, found)
    if not may_report(request.user):
        turned_away(request.user)
        raise PermissionDenied
    return _move(request, found)


def practice_link(request: HttpRequest, made: Invitation | None) -> str:
    """Return the link itself on a practice desk, which has no mail server; empty on a desk that works."""
    return request.build_absolute_uri(links.path_of(made)) if made and settings.PRACTICE_SECRET else ""


def _over(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    now = timezone.now()
    if found is None:
        slowdown.count(request, now)
    told: dict[str, Any] = {"subject": found, "outcome": Outcome.REFUSED, "rule": "the_link_still_counts"}
    trail.record("page_refused", by=trail.System(), at=now, **told)
    return render(request, "meldcode/link_over.html", status=404)


def _new_password(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if _ran(form, joining.set_new_password, by=trail.System(), invitation=found):
        messages.success(request, _("Uw nieuwe wachtwoord is ingesteld. Log ermee in."))
        return redirect("portal:ways")
    return _shown(request, "meldcode/new_password.html", form, found)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None)
    user = _ran(form, joining.join, by=trail.System(), invitation=found)
    if user:
        # The password was given just now; the second step follows, and nobody gets further without it.
        told = {"account": user, "wanted": reverse("portal:home")}
        signin.go_halfway(by=trail.System(), at=timezone.now(), request=request, **told)
        return redirect("set_up")
    return _shown(request, "meldcode/join.html", form, found)


def _move(request: HttpRequest, found: Invitation) -> HttpResponse:
    here = membership(request.user)
    initial = {"function": here.function} if here else {}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if _ran(form, joining.move, by=request.user, invitation=found, session=request.session.session_key):
        messages.success(request, _("U werkt nu voor deze organisatie in het portaal."))
        return redirect("portal:home")
    return _shown(request, "meldcode/move.html", form, found)


def _ran(form: Any, action: Callable[..., Any], **told: Any) -> Any:
    return form.run(action, at=timezone.now(), **told) if form.is_valid() else None


def _shown(request: HttpRequest, template: str, form: Any, found: Invitation) -> HttpResponse:
    context = {"form": form, "invitation": found, "here": request.path}
    return render(request, template, context, status=400 if form.errors else 200)
