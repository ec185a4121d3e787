"""Drafts of report forms: kept while typing, given back on opening, and dropped."""

import re
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from desk.accounts.keep import wanted_page
from desk.audit.door import only
from desk.reports import typed
from desk.reports.form_parts import as_data
from desk.reports.permissions import may_file_reports
from desk.rulebook import Refused, tidy

_NUMBER = r"M-\d{4}-\d{4,8}"
_KEY = re.compile(
    rf"new(:C-\d{{4}}-\d{{4,8}})?|section:{_NUMBER}:[a-z]{{1,20}}|questions:{_NUMBER}|person:{_NUMBER}:(nieuw|\d{{1,12}})"
)
_NOT_TYPED = {"csrfmiddlewaretoken", "key", "later", "more"}
MOST = 100_000  # characters of one form


@require_POST
@only(may_file_reports)
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed; the answer says when."""
    key, fields = request.POST.get("key", ""), _typed(request.POST)
    if not _KEY.fullmatch(key) or not _can_be_kept(fields):
        return JsonResponse({"error": "Dit concept is niet te bewaren."}, status=400)
    at = timezone.now()
    typed.keep_draft(by=request.user, at=at, form=key, fields=fields)
    return JsonResponse({"saved": f"{timezone.localtime(at):%H:%M}"})


@require_POST
@only(may_file_reports)
def draft_drop(request: HttpRequest) -> HttpResponse:
    """Forget a draft and go back to the form as it is on record."""
    typed.drop_draft(by=request.user, form=request.POST.get("key", "")[:80])
    return redirect(wanted_page(request))


def put_back(request: HttpRequest, key: str) -> tuple[QueryDict, datetime] | None:
    """What this person had typed in this form, and when; None when there is nothing."""
    kept = typed.draft_of(by=request.user, at=timezone.now(), form=key)
    return (as_data(kept[0]), kept[1]) if kept and kept[0] else None


def set_aside(request: HttpRequest, key: str) -> bool:
    """Keep a form that was sent but is not right yet, for later. False when it holds what cannot be kept."""
    fields = _typed(request.POST)
    if not _can_be_kept(fields):
        return False
    typed.keep_draft(by=request.user, at=timezone.now(), form=key, fields=fields)
    return True


def _typed(data: QueryDict) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in data.lists() if name not in _NOT_TYPED}


def _can_be_kept(fields: dict[str, list[str]]) -> bool:
    texts = [text for name, values in fields.items() for text in (name, *values)]
    if sum(map(len, texts)) > MOST:
        return False
    try:
        return all(tidy(text) is not None for text in texts)
    except Refused:
        return False
