"""A page of the trail: its lines by the hour, the fixed views with their counts, and the links to turn it."""

from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from desk.audit.models import Event
from desk.audit.reading import PAGE, VIEWS, Answer, Asked
from desk.roles import Role


def lines(answer: Answer) -> dict[str, Any]:
    """The events by the hour; advice carries no hour."""
    chosen = answer.chosen
    return {
        "hours": [(head, list(events)) for head, events in groupby(answer.events, _hour)],
        "chosen": chosen,
        "checked": answer.checked,
        "roles": Role,
    }


def links(query: QueryDict, asked: Asked, answer: Answer) -> dict[str, Any]:
    """The fixed views that were counted, where this page stands among all, and the pages before and after it."""
    total, first = answer.counts[asked.view], (asked.page - 1) * PAGE + 1
    last = first + len(answer.events) - 1
    views = [
        (_with(query, overzicht=view, blad="", regel=""), words, answer.counts[view], view == asked.view)
        for view, (words, _) in VIEWS.items()
        if view in answer.counts
    ]
    return {
        "views": views,
        "first": first,
        "last": last,
        "total": total,
        "query": _with(query, regel=""),
        "newer": _with(query, blad=asked.page - 1, regel="") if asked.page > 1 else "",
        "older": _with(query, blad=asked.page + 1, regel="") if last < total and answer.events else "",
    }


def _with(query: QueryDict, **changes: Any) -> str:
    turned = query.copy()
    for name, value in changes.items():
        turned[name] = str(value)
    return "&".join(part for part in turned.urlencode().split("&") if not part.endswith("="))


def _hour(event: Event) -> tuple[Any, str]:
    if event.at is None:
        return event.day, "zonder tijdstip"
    hour = timezone.localtime(event.at).hour
    return event.day, f"{hour:02d}:00 tot {hour + 1:02d}:00"
