"""The components of the look as template tags; the markup is in templates/desk/parts."""

from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from desk.compiled import part
from desk.templatetags import fields

register = template.Library()
register.simple_tag(part)

NOTE_ICONS = {"done": "check", "ask": "clock", "stop": "octagon-x", "report": "shield", "advice": "message-circle"}
# Pages that belong to the menu entry of another app.
UNDER = {"assessment": "reports", "attachments": "reports", "contact": "reports"}


@register.simple_tag
def field(bound: BoundField, layout: str = "", label: str = "", optional: str | None = None) -> SafeString:
    """One field of a form with its label, help and errors, see `fields.told`; a hidden one is only itself."""
    if bound.is_hidden:
        return bound.as_widget()
    return part("desk/parts/field.html", **fields.told(bound, layout, label, optional))


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
