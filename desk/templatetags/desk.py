"""The components of the look as template tags; the markup is in templates/desk/parts."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from desk import deadlines
from desk.templatetags import fields

register = template.Library()
register.inclusion_tag("desk/parts/field.html", name="field")(fields.field)

DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
NOTE_ICONS = {"done": "check", "ask": "clock", "stop": "octagon-x", "report": "shield", "advice": "message-circle"}
# Pages that belong to the menu entry of another app.
UNDER = {"assessment": "reports", "attachments": "reports", "contact": "reports"}


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


@register.inclusion_tag("desk/parts/note.html")
def note(kind: str, text: str, icon: str = "", strong: str = "", role: str = "") -> dict[str, str]:
    """One message: kind is '', done, ask, stop, report or advice."""
    return {"kind": kind, "text": text, "icon": icon or NOTE_ICONS.get(kind, "info"), "strong": strong, "role": role}


@register.filter
def note_kind(level_tag: str) -> str:
    """The kind of note for a message of Django's messages framework."""
    return {"success": "done", "warning": "ask", "error": "stop"}.get(level_tag, "")


@register.filter
def short_contact(message: Message) -> str:
    """The key of the short contact this message speaks of ('undone' once it was taken back), or nothing."""
    mark, _, contact = (message.extra_tags or "").partition(" ")
    return contact if mark == "short" else ""


@register.simple_tag
def new_key() -> str:
    """A key that makes a form count once, however often it is sent."""
    return str(uuid4())


@register.inclusion_tag("desk/parts/errors.html")
def errors(*forms: Any, about: str = "") -> dict[str, Any]:
    """The error summary on top of a page, with a link to each field."""
    each = [one for form in forms if form is not None for one in getattr(form, "forms", [form])]
    points = [point for form in each for point in _points(form)]
    return {"points": points, "about": about}


def _points(form: BaseForm) -> list[tuple[str, str]]:
    general = [("", str(sentence)) for sentence in form.non_field_errors()]
    return general + [
        ("" if form[name].is_hidden else fields.first_id(form[name]), sentence)
        for name in form.fields
        if name in form.errors
        for sentence in fields.sentences(form[name])
    ]


@register.inclusion_tag("desk/parts/nav_item.html", takes_context=True)
def nav_item(context: Context, name: str, icon: str, label: str, count: int = 0) -> dict[str, Any]:
    """One entry of the main menu, marked when the page belongs to it."""
    match = getattr(context.get("request"), "resolver_match", None)
    here, space = (match.view_name, match.namespace) if match else ("", "")
    inside = bool(space) and space != "accounts" and UNDER.get(space, space) == name.partition(":")[0]
    current = "page" if here == name else "true" if inside else ""
    return {"name": name, "icon": icon, "label": label, "count": count, "current": current}


@register.simple_tag(takes_context=True)
def keep(context: Context) -> SafeString:
    """Attributes of a form whose text stays on the screen when sending fails. Works as a plain form without JS."""
    return format_html(
        'data-keep hx-post="{}" hx-target="#main" hx-select="#main" hx-swap="outerHTML show:top" hx-sync="this:drop"',
        context["request"].get_full_path(),
    )


@register.simple_tag
def csrf_cookie() -> str:
    return str(settings.CSRF_COOKIE_NAME)


@register.simple_tag
def organisation() -> str:
    return str(settings.ORGANISATION_NAME)


@register.filter
def bound(form: BaseForm, name: str) -> BoundField:
    """The field of `form` with that name, for templates that loop over names."""
    return form[name]
