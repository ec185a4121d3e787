"""How a day, a moment, a term and a key are said: tags of the templates, and functions of the compiled parts."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from desk import deadlines

register = template.Library()

DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@register.filter
def day(value: date | datetime | None) -> str:
    """'ma 23 nov', with the year when it is not this year."""
    if value is None:
        return ""
    value = timezone.localtime(value).date() if isinstance(value, datetime) else value
    words = f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
    return words if value.year == timezone.localdate().year else f"{words} {value.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """'vandaag 11:20', or 'vr 20 nov, 16:40'."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    clock = f"{local:%H:%M}"
    return f"vandaag {clock}" if local.date() == timezone.localdate() else f"{day(value)}, {clock}"


@register.filter
def label_of(value: str, choices: Any) -> str:
    """The label of a value: `choices` is a TextChoices, a CodeList or (value, label) pairs."""
    pairs = getattr(choices, "choices", choices)
    return str(dict(pairs() if callable(pairs) else pairs).get(value, value))


@register.simple_tag
def term(due: date | None, today: date, acute: bool = False, done: bool = False) -> SafeString:
    """The pill that says in words how much time is left."""
    kind = "done" if done else "acute" if acute else _kind(due, today)
    if kind in {"late", "today", "ok"} and due:
        return _term(kind, deadlines.describe(due, today))
    words = {"acute": "Nu handelen", "done": f"klaar, {day(due)}" if due else "klaar", "ok": "geen termijn"}
    return _term(kind, words[kind])


# A list holds a few different pills and many rows: each is drawn once.
@lru_cache(maxsize=1024)
def _term(kind: str, words: str) -> SafeString:
    return render_to_string("desk/parts/term.html", {"kind": kind, "words": words})


def _kind(due: date | None, today: date) -> str:
    if due is None or due > today:
        return "ok"
    return "today" if due == today else "late"


@register.simple_tag
def days(received: date | datetime, due: date, today: date) -> SafeString:
    """Five squares: the working days that were used. Decoration; the pill beside it says it in words."""
    received = deadlines.local_day(received) if isinstance(received, datetime) else received
    # The due day is the fifth square; each working day that is left empties one.
    left = deadlines.working_days_between(today, due) if today < due else 0
    used = max(1, 5 - left) if today >= received else 0
    return _days(_kind(due, today), used)


@lru_cache(maxsize=64)
def _days(kind: str, used: int) -> SafeString:
    return render_to_string("desk/parts/days.html", {"kind": kind, "used": [n < used for n in range(5)]})


@register.simple_tag
@lru_cache(maxsize=256)
def key(*names: str) -> SafeString:
    """The key caps of a shortcut."""
    return format_html_join("", '<kbd class="key">{}</kbd>', ((name,) for name in names))
