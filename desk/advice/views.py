"""The pages of advice. Text goes from the form to the guard, and only then towards the database."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from desk import codelists
from desk.advice import actions, codewords
from desk.advice.forms import (
    AdviceForm,
    CodeForm,
    NewAdviceForm,
    OpenAdviceForm,
    SearchForm,
    ShortContactForm,
    current_answers,
)
from desk.advice.models import Advice, ShortContact
from desk.advice.page import answers_of, referral_rows, setting
from desk.advice.permissions import may_give_advice, may_open_advice
from desk.advice.text_views import is_sent, readings_of, typed
from desk.audit.door import behind_the_wall, only
from desk.bounded import counts, in_words
from desk.deadlines import half_year

OPEN_SHOWN, CLOSED_SHOWN = 100, 50


@only(may_give_advice)
@sensitive_post_parameters()
@sensitive_variables()
def advice_new(request: HttpRequest) -> HttpResponse:
    """Everything of an advice contact on one page, while the caller talks."""
    today = timezone.localdate()
    start = {"opened_on": today, "moments": 1, "trafficking": "not_discussed", "spoken_code": codewords.new_code()}
    around = setting(request.user, today)
    form = NewAdviceForm(
        typed(request.POST, around["public"]) if request.method == "POST" else None, initial=start, **around
    )
    if is_sent(request) and form.is_valid():
        advice = form.run(actions.open_advice, by=request.user, at=timezone.now(), close="close" in request.POST)
        if advice:
            return _after(request, advice)
    return _page(request, form)


@only(may_give_advice)
@sensitive_post_parameters()
@sensitive_variables()
def advice_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with an open advice of the team; a finished one can only be read."""
    advice = get_object_or_404(Advice.objects.select_related("municipality"), pk=pk)
    if not may_open_advice(request.user, advice):
        raise behind_the_wall(request.user, advice)
    if request.method != "POST":
        actions.read_advice(by=request.user, at=timezone.now(), advice=advice)
        if not advice.is_open:
            return _closed_page(request, advice)
    start = {**current_answers(advice), "spoken_code": codewords.new_code()}
    around = setting(request.user, timezone.localdate())
    form = OpenAdviceForm(
        typed(request.POST, around["public"]) if request.method == "POST" else None, initial=start, **around
    )
    if is_sent(request) and form.is_valid():
        asked = {"advice": advice, "close": "close" in request.POST}
        saved = form.run(actions.continue_advice, by=request.user, at=timezone.now(), **asked)
        if saved:
            return _after(request, saved)
    return _page(request, form, advice)


@only(may_give_advice)
@require_GET
def advice_list(request: HttpRequest) -> HttpResponse:
    """What the team left open first, then what it finished this half-year."""
    return _list_page(request, CodeForm(), SearchForm())


@only(may_give_advice)
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def advice_search(request: HttpRequest) -> HttpResponse:
    """Find an advice of the team back on its number or a word; never on a person."""
    form = SearchForm(request.POST)
    asked = {"by": request.user, "at": timezone.now(), "most": CLOSED_SHOWN + 1}
    rows = form.run(actions.search_advices, **asked) if form.is_valid() else None
    if rows is None:
        return _list_page(request, CodeForm(), form)
    context = {
        "form": form,
        "advices": rows[:CLOSED_SHOWN],
        "more": len(rows) > CLOSED_SHOWN,
        "occasions": codelists.OCCASIONS,
    }
    return render(request, "desk/advice/found.html", context)


@only(may_give_advice)
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def advice_by_code(request: HttpRequest) -> HttpResponse:
    """The caller says the code: it opens the advice for whoever answers, of any team."""
    form = CodeForm(request.POST)
    advice = form.run(actions.find_by_code, by=request.user, at=timezone.now()) if form.is_valid() else None
    if advice is None:
        return _list_page(request, form, SearchForm())
    if may_open_advice(request.user, advice):
        return redirect("advice:detail", advice.pk)
    return _closed_page(request, advice)


@only(may_give_advice)
@require_POST
def short_contact(request: HttpRequest) -> HttpResponse:
    """One key: a contact is counted, and the page stays where it was."""
    form = ShortContactForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=400)
    contact = form.run(actions.log_short_contact, by=request.user, at=timezone.now())
    messages.success(request, f"{contact} vastgelegd.", extra_tags=f"short {contact.pk}")
    return redirect(_next(request))


@only(may_give_advice)
@require_POST
def short_contact_undo(request: HttpRequest) -> HttpResponse:
    """Take the last short contact back. Taken back already is fine too."""
    try:
        contact = ShortContact.objects.filter(pk=UUID(request.POST.get("key", ""))).first()
    except ValueError:
        return render(request, "400.html", status=400)
    if contact is not None:
        if not may_open_advice(request.user, contact):
            raise behind_the_wall(request.user, contact)
        actions.undo_short_contact(by=request.user, at=timezone.now(), contact=contact)
    messages.success(request, "Kort contact weggehaald.", extra_tags="short undone")
    return redirect(_next(request))


def _after(request: HttpRequest, advice: Advice) -> HttpResponse:
    if advice.is_open:
        messages.success(request, "Advies bewaard. Het staat open voor het hele team.")
        return redirect("advice:detail", advice.pk)
    messages.success(request, "Advies afgerond.")
    return redirect("advice:list")


def _page(request: HttpRequest, form: AdviceForm, advice: Advice | None = None) -> HttpResponse:
    if form.is_bound and not is_sent(request):
        form.as_typed()
        form.judge_paste()
    refused = form.is_bound and bool(form.errors)
    fitting, rest = referral_rows(form)
    context: dict[str, Any] = {
        "form": form,
        "advice": advice,
        "differences": form.differences(),
        "readings": readings_of(form),
        "now": timezone.localtime(),
        "organisations": [("fits", fitting), ("rest", rest)],
    }
    return render(request, "desk/advice/edit.html", context, status=400 if refused else 200)


def _closed_page(request: HttpRequest, advice: Advice) -> HttpResponse:
    return render(request, "desk/advice/detail.html", {"advice": advice, "answers": answers_of(advice)})


def _list_page(request: HttpRequest, form: CodeForm, search: SearchForm) -> HttpResponse:
    advices = actions.list_advices(by=request.user, at=timezone.now())
    this_half_year = advices.filter(half_year=half_year(timezone.localdate()))
    still_open = list(advices.filter(closed_on=None).order_by("-opened_on", "number")[: OPEN_SHOWN + 1])
    closed = list(this_half_year.order_by("-closed_on", "number")[: CLOSED_SHOWN + 1])
    context = {
        "form": form,
        "search": search,
        "occasions": codelists.OCCASIONS,
        "open": still_open[:OPEN_SHOWN],
        "more_open": len(still_open) > OPEN_SHOWN,
        "closed": closed[:CLOSED_SHOWN],
        "closed_count": in_words(counts({"closed": this_half_year})["closed"]),
        "more_closed": len(closed) > CLOSED_SHOWN,
    }
    return render(request, "desk/advice/list.html", context, status=400 if form.errors or search.errors else 200)


def _next(request: HttpRequest) -> str:
    """The page it was asked from. Only an address of the desk without a question: what was typed is led nowhere."""
    wanted = request.POST.get("next", "")
    try:
        resolve(wanted)
    except Resolver404:
        return reverse("worklist")
    return wanted
