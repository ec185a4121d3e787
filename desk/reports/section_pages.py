"""How every section opens, goes on, and shows what went wrong."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from desk.reports import typed
from desk.reports.draft_views import put_back, set_aside
from desk.reports.intake_parts import PARTS, Facts, next_of, parts_of
from desk.reports.mentions import texts_that_leave
from desk.reports.models import Report
from desk.reports.warning import warn


def draft_key(facts: Facts, slug: str) -> str:
    return f"section:{facts.report.number}:{slug}"


def drop(request: HttpRequest, facts: Facts, slug: str) -> None:
    typed.drop_draft(by=request.user, form=draft_key(facts, slug))


def opened(
    request: HttpRequest, facts: Facts, slug: str, form_class: Any, initial: dict[str, Any], **extra: Any
) -> tuple[Any, datetime | None]:
    """The form as it was left: the draft of this person, or else what is on record."""
    kept = put_back(request, draft_key(facts, slug))
    if kept is None:
        return form_class(initial=initial, **extra), None
    return form_class(kept[0], **extra).as_typed(), kept[1]


def done(request: HttpRequest, facts: Facts, slug: str) -> HttpResponse:
    """Saved: go on where the button said, with a warning when something points at a hidden reporter."""
    drop(request, facts, slug)
    saved = Report.objects.get(pk=facts.report.pk)
    warn(request, saved, texts_that_leave(saved, slug))
    messages.success(request, f"{PARTS[slug][0]}: bewaard.")
    if "later" in request.POST:
        return redirect("worklist")
    onward = slug if "more" in request.POST else next_of(slug)
    return redirect("reports:section", number=facts.report.number, section=onward)


def not_done(
    request: HttpRequest, facts: Facts, slug: str, form: Any, row: Any, *, draft: str = "", **context: Any
) -> HttpResponse:
    """Refused: show why, with everything typed still there. ‘Later verder’ keeps it as a draft and leaves."""
    if form.stale:
        differences = form.differences()
        form.now_knows(form.stale.current)
        context["differences"] = differences
        return show(request, facts, slug, form, draft=draft, status=409, **context)
    if "later" in request.POST and set_aside(request, draft_key(facts, draft or slug)):
        messages.warning(request, f"{PARTS[slug][0]} is nog niet compleet. Uw tekst is bewaard als concept.")
        return redirect("worklist")
    return show(request, facts, slug, form, draft=draft, status=400, **context)


def show(
    request: HttpRequest,
    facts: Facts,
    slug: str,
    form: Any,
    *,
    restored: datetime | None = None,
    draft: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render the section with the list of parts beside it."""
    page = {
        "form": form,
        "restored": restored,
        "refused": status >= 400,
        "draft_key": draft_key(facts, draft or slug),
        **frame_of(facts, slug),
        **context,
    }
    return render(request, f"desk/reports/intake/{slug}.html", page, status=status)


def frame_of(facts: Facts, slug: str) -> dict[str, Any]:
    """What every page of an intake shows around its form."""
    parts = parts_of(facts)
    return {
        "report": facts.report,
        "facts": facts,
        "slug": slug,
        "here": PARTS[slug][0],
        "next_name": PARTS[next_of(slug)][1],
        "parts": [(part, reverse("reports:section", args=[facts.report.number, part.slug])) for part in parts],
    }
