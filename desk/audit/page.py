"""A page of the trail: its lines by the hour, the fixed views with their counts, and the links to turn it."""

from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from desk.audit.models import Event
from desk.audit.reading import VIEWS, Answer, Asked
from desk.bounded import in_words
from desk.roles import Role


def lines(answer: Answer) -> dict[str, Any]:
    """The events by the hour; advice carries no hour."""
    chosen = answer.chosen
    return {
        "hours": [(head, list(events)) for head, events in groupby(answer.page.rows, _hour)],
        "chosen": chosen,
        "checked": answer.checked,
        "roles": Role,
    }


def links(query: QueryDict, asked: Asked, answer: Answer) -> dict[str, Any]:
    """The fixed views that were counted, how many lines there are in all, and the pages before and after this one."""
    counted = {view: in_words(count) for view, count in answer.counts.items()}
    views = [
        (_with(query, overzicht=view, na="", voor="", regel=""), words, counted[view], view == asked.view)
        for view, (words, _) in VIEWS.items()
        if view in counted
    ]
    earlier, later = answer.page.earlier, answer.page.later
    return {
        "views": views,
        "shown": len(answer.page.rows),
        "total": counted[asked.view] if answer.counts[asked.view] else "",
        "query": _with(query, regel=""),
        "newer": _with(query, na="", voor=earlier, regel="") if earlier else "",
        "older": _with(query, na=later, voor="", regel="") if later else "",
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
