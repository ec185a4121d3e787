"""What a professional does for themselves, and what a designated officer does for the organisation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.accounts.permissions import may_administer
from desk.audit.door import behind_the_wall, only
from desk.finding import is_search
from desk.keyset import By
from meldcode import joining
from meldcode.api.permissions import lets_systems_report
from meldcode.door import officers, professionals
from meldcode.finding import names
from meldcode.forms import DetailsForm, InviteForm, MailsForm
from meldcode.joining_views import practice_link
from meldcode.people import Invitation, Organisation, Professional, membership
from meldcode.permissions import may_end, may_invite_to, may_report

BY_NAME = (By("is_officer", bool, down=True), By("called", str), By("id", int))


@officers
@sensitive_post_parameters("zoek")
@require_http_methods(["GET", "POST"])
def colleagues(request: HttpRequest) -> HttpResponse:
    """Who of the organisation uses the portal, who was invited, and a form to invite."""
    here = membership(request.user)
    form = InviteForm(request.POST if request.method == "POST" and not is_search(request) else None)
    if invited(request, form, here.organisation):
        return redirect("portal:colleagues")
    people = people_of(request, here.organisation)
    context = {"form": form, "here": here, **people}
    is_wrong = form.errors or people["names"].is_wrong
    return render(request, "meldcode/colleagues.html", context, status=400 if is_wrong else 200)


@only(lambda user: may_report(user) or may_administer(user))
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    if not may_invite_to(request.user, found.organisation):
        raise behind_the_wall(request.user, found)
    if found.counts(timezone.now()):
        joining.withdraw(by=request.user, at=timezone.now(), invitation=found)
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return _back(request, found.organisation)


@only(lambda user: may_report(user) or may_administer(user))
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the access of somebody of the organisation, or one's own."""
    found = get_object_or_404(Professional.objects.select_related("user", "organisation"), pk=pk)
    if not may_end(request.user, found):
        raise behind_the_wall(request.user, found)
    if found.until is None:
        joining.end(by=request.user, at=timezone.now(), person=found)
    if found.user_id == request.user.pk:
        logout(request)
        return redirect("portal:left")
    messages.success(request, _("De toegang is beëindigd. Alle sessies zijn gestopt."))
    return _back(request, found.organisation)


@professionals
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The own details, the second step, and leaving."""
    here = membership(request.user)
    now = {"function": here.function, "work_phone": here.work_phone}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid() and form.run(joining.change_details, by=request.user, at=timezone.now()):
        messages.success(request, _("Uw gegevens zijn bewaard."))
        return redirect("portal:own")
    mails = MailsForm(initial={"mails": here.mails})
    allowed = lets_systems_report(request.user)
    context = {"form": form, "here": here, "systems_allowed": allowed, "mails": mails}
    return render(request, "meldcode/own.html", context, status=400 if form.errors else 200)


def invited(request: HttpRequest, form: InviteForm, organisation: Organisation) -> bool:
    """Run a form that invites; True when the mail is on its way, with a word about it on the next page."""
    if not form.is_valid():
        return False
    made = form.run(joining.invite, by=request.user, at=timezone.now(), organisation=organisation)
    if made is None:
        return False
    link = practice_link(request, made)
    said = (
        _("Oefenregio, zonder mail. De link is: %(link)s") % {"link": link} if link else _("De uitnodiging gaat weg.")
    )
    messages.success(request, said)
    return True


def people_of(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """Return who works there in the portal, and the invitations that still count."""
    now = timezone.now()
    people = Professional.objects.select_related("user").filter(organisation=organisation, until__isnull=True)
    shown = names(request, people.annotate(called=F("user__display_name")), BY_NAME, "called")
    waiting = Invitation.objects.filter(organisation=organisation, closed_at__isnull=True, until__gt=now)
    return {
        "names": shown,
        "page": shown.page,
        "waiting": waiting.filter(purpose="invited").order_by("-made_at"),
    }


def _back(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    if may_administer(request.user):
        return redirect("portal:organisation", pk=organisation.pk)
    return redirect("portal:colleagues")
