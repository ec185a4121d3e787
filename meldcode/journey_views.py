"""The pages of the journey: one page, one form, kept at every step; sending is the last of them."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.reports.draft_views import MOST
from desk.rulebook import Refused, tidy
from meldcode import copies, journeys, sending, weighing_page
from meldcode.crafted import refuse_crafted
from meldcode.door import professionals
from meldcode.own_journey import WasSent, own_walk, sent_already
from meldcode.page_form import PageForm
from meldcode.people_forms import MOST_PERSONS, PersonForm
from meldcode.receipts import digest_of
from meldcode.step_forms import WeighingForm
from meldcode.stepper import stepper
from meldcode.walk import BY_SLUG, Page, Walk

_OTHER_FIELDS = {"csrfmiddlewaretoken", "key", "more", "read"}
_ROW = re.compile(r"people-\d{1,2}-(\w+)")


@require_POST
@professionals
def begin(request: HttpRequest) -> HttpResponse:
    """Start an empty journey."""
    try:
        journey = journeys.begin(by=request.user, at=timezone.now())
    except Refused as no:
        messages.warning(request, " ".join(_(one) for one in no.messages))
        return redirect("portal:reports")
    return redirect("portal:step", key=journey.key, page="signalen")


@require_GET
@professionals
@sent_already
def resume(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go on where it was left, on any device."""
    walk = own_walk(request, key)
    return redirect("portal:step", key=key, page=walk.first_open.slug)


@require_http_methods(["GET", "POST"])
@professionals
@sent_already
def step(request: HttpRequest, key: UUID, page: str) -> HttpResponse:
    """One page: shown as it was kept, and kept when it is sent."""
    here = _page(page)
    walk = own_walk(request, key)
    if not walk.may_open(here):
        return redirect("portal:step", key=key, page=walk.first_open.slug)
    if request.method == "POST":
        return _answer(request, walk, here)
    return _page_of(request, walk, here, walk.form(here))


@require_POST
@professionals
def keep(request: HttpRequest, key: UUID, page: str) -> HttpResponse:
    """Keep what is being typed; the answer says when. A name before step 5 is not kept, and the page says so."""
    here = _page(page)
    try:
        walk = own_walk(request, key)
    except WasSent:
        return JsonResponse({"why": _("deze melding is al verstuurd")}, status=409)
    form = walk.form(here, request.POST)
    if _crafted(form, request.POST):
        refuse_crafted("portal_report_sent", by=request.user, at=timezone.now())
        return JsonResponse({"error": _("Dit is niet te bewaren.")}, status=400)
    if not walk.may_open(here) or not _fits(request.POST):
        return JsonResponse({"error": _("Dit is niet te bewaren.")}, status=400)
    if form.is_valid() or form.may_be_kept:
        at = timezone.now()
        journeys.keep(by=request.user, at=at, key=key, page=here.key, fields=_to_keep(form, request.POST))
        return JsonResponse({"saved": f"{timezone.localtime(at):%H:%M}"})
    return JsonResponse({"why": _("niet bewaard: haal eerst de naam weg, of maak de tekst korter")}, status=409)


def _answer(request: HttpRequest, walk: Walk, here: Page) -> HttpResponse:
    form, now = walk.form(here, request.POST), timezone.now()
    if _crafted(form, request.POST):
        refusal = refuse_crafted("portal_report_sent", by=request.user, at=now)
        form.full_clean()
        form.add_error(None, refusal)
        return _page_of(request, walk, here, form, status=400)
    if not _fits(request.POST):
        form.full_clean()
        form.add_error(None, Refused("too_long", _("Dit is te lang, of het bevat tekens die niet leesbaar zijn.")))
        return _page_of(request, walk, here, form, status=400)
    is_right = form.is_valid()
    if form.may_be_kept:
        journeys.keep(by=request.user, at=now, key=walk.journey.key, page=here.key, fields=_to_keep(form, request.POST))
    if "more" in request.POST and here.key == "people":
        return _one_more(request, walk, now)
    if not is_right:
        return _page_of(request, walk, here, form, status=400)
    if here.key == "review":
        return _send(request, walk, here, form)
    return redirect(_next(own_walk(request, walk.journey.key), here))


def _send(request: HttpRequest, walk: Walk, here: Page, form: PageForm) -> HttpResponse:
    form.cleaned_data = {}
    told = {"by": request.user, "at": timezone.now(), "key": walk.journey.key}
    sent = form.run(sending.send, **told, read=request.POST.get("read", ""))
    if sent is None:
        return _page_of(request, own_walk(request, walk.journey.key), here, form, status=400)
    return redirect("portal:report", number=sent.report.number)


def _one_more(request: HttpRequest, walk: Walk, now: Any) -> HttpResponse:
    fields = _typed(request.POST)
    count = len(walk.form(_page("personen"), request.POST).persons)
    fields["people-rows"] = [str(min(count + 1, MOST_PERSONS))]
    journeys.keep(by=request.user, at=now, key=walk.journey.key, page="people", fields=fields)
    place = f"people-{min(count, MOST_PERSONS - 1)}"
    return redirect(f"{_address(walk.journey.key, 'personen')}#{place}")


def _next(walk: Walk, here: Page) -> str:
    after = walk.after(here)
    if after is None:
        return reverse("portal:stop", args=[walk.journey.key])
    return _address(walk.journey.key, after.slug)


def _address(key: UUID, page: str) -> str:
    return reverse("portal:step", args=[key, page])


def _page_of(request: HttpRequest, walk: Walk, here: Page, form: PageForm, status: int = 200) -> HttpResponse:
    context = {
        "walk": walk,
        "here": here,
        "form": form,
        "key": walk.journey.key,
        "saved_at": walk.journey.saved_at if walk.data else None,
        "before": walk.before(here),
        "body": f"meldcode/journey/{here.key}.html",
        "sections": copies.sections(walk) if here.key == "review" else [],
        "read": digest_of(copies.as_text(walk)) if here.key == "review" else "",
        "weighing": weighing_page.rows(form, is_consulted=walk.is_consulted) if isinstance(form, WeighingForm) else [],
        "advice": copies.advice_of(walk) if here.key == "decision" else "",
        "who": copies.who(walk) if here.key in ("review", "openness") else [],
        **stepper(walk, here),
    }
    return render(request, "meldcode/journey/page.html", context, status=status)


def _page(slug: str) -> Page:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _typed(data: QueryDict) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in data.lists() if name not in _OTHER_FIELDS}


def _to_keep(form: PageForm, data: QueryDict) -> dict[str, list[str]]:
    return {name: told for name, told in _typed(data).items() if name not in form.unread}


def _fits(data: QueryDict) -> bool:
    texts = [text for name, values in _typed(data).items() for text in (name, *values)]
    try:
        return sum(map(len, texts)) <= MOST and all(tidy(text) is not None for text in texts)
    except Refused:
        return False


def _crafted(form: PageForm, data: QueryDict) -> bool:
    """A field no page has, or an answer about one's name that does not exist here (P3)."""
    known = {form.add_prefix(name) for name in form.fields} | _OTHER_FIELDS
    strange = any(name not in known and not _is_row(name) for name in data)
    return strange or data.get("openness-disclosure", "") not in ("", "open", "shielded")


def _is_row(name: str) -> bool:
    found = _ROW.fullmatch(name)
    return found is not None and found[1] in PersonForm.base_fields
