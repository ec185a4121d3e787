"""The pages about systems: tokens for the designated officer, and the own consent of every professional."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from desk.audit.door import behind_the_wall
from meldcode.api import actions
from meldcode.api.models import ApiToken
from meldcode.api.permissions import may_keep_tokens_of
from meldcode.api.token_forms import TokenForm
from meldcode.door import officers, professionals
from meldcode.people import membership


@officers
@require_http_methods(["GET", "POST"])
def systems(request: HttpRequest) -> HttpResponse:
    """The tokens of the organisation. A new one is shown on this answer alone: it is kept nowhere."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    shown = ""
    if form.is_valid() and (made := form.run(actions.make_token, by=request.user, at=timezone.now())):
        (_row, shown), form = made, TokenForm()
    if form.errors:
        form.begin_anew()
    here, now = membership(request.user), timezone.now()
    rows = ApiToken.objects.select_related("organisation").filter(organisation=here.organisation)
    context = {"form": form, "here": here, "shown": shown, "rows": [(row, row.counts(now)) for row in rows[:100]]}
    return render(request, "meldcode/systems.html", context, status=400 if form.errors else 200)


@officers
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token of the own organisation."""
    token = get_object_or_404(ApiToken.objects.select_related("organisation"), pk=pk)
    if not may_keep_tokens_of(request.user, token.organisation):
        raise behind_the_wall(request.user, token)
    try:
        actions.revoke_token(by=request.user, at=timezone.now(), token=token)
    except ValidationError as refusal:
        messages.warning(request, " ".join(_(text) for text in refusal.messages))
    else:
        messages.success(request, _("Het toegangsbewijs is ingetrokken. Het systeem komt er niet meer in."))
    return redirect("portal:systems")


@professionals
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Let the systems of the organisation report in one's own name, or no longer."""
    if "allow" in request.POST:
        actions.allow_systems(by=request.user, at=timezone.now())
        messages.success(request, _("Systemen van uw organisatie mogen nu in uw naam melden."))
    else:
        actions.forbid_systems(by=request.user, at=timezone.now())
        messages.success(request, _("Geen systeem meldt meer in uw naam."))
    return redirect("portal:own")
