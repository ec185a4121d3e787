"""How one form field looks: label, help text, control, error, in that order (look: the help stands above)."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

# Layout words: line, textarea, select, check, plain, choices, options, cols2; extra words: coded, filter.
LONG_LIST = 14  # from here on a list gets a box that filters while typing


def told(bound: BoundField, layout: str = "", label: str = "", optional: str | None = None) -> dict[str, Any]:
    """What desk/parts/field.html is told. `layout` is found from the widget when it is not given."""
    shape, *extra = (layout or _layout(bound)).split()
    grouped = shape in {"plain", "choices", "options", "cols2"}
    groups = _groups(bound) if grouped else []
    return {
        "field": bound,
        "id": bound.auto_id,
        "html_name": bound.html_name,
        "shape": shape,
        "label": label or bound.label,
        "optional": _optional(bound, grouped) if optional is None else optional,
        "css": {"cols2": "cols-2", "plain": ""}.get(shape, shape),
        "control": "" if grouped else bound.as_widget(attrs=_attrs(bound, shape)),
        "groups": groups,
        "radio": getattr(bound.field.widget, "input_type", "") == "radio",
        "sentences": sentences(bound),
        "coded": "coded" in extra,
        "filter": "filter" in extra or (shape == "cols2" and sum(len(o) for _, o in groups) >= LONG_LIST),
    }


def sentences(bound: BoundField) -> list[str]:
    """What is wrong with the field. The stock 'required' sentence gets the label, so that a summary can be read."""
    stock = str(forms.Field.default_error_messages["required"])
    verb = _("Kies een antwoord") if isinstance(bound.field, forms.ChoiceField) else _("Vul in")
    return [f"{verb}: {bound.label}" if str(sentence) == stock else str(sentence) for sentence in bound.errors]


def first_id(bound: BoundField) -> str:
    """The id an error link goes to: the control, or the first choice of a group."""
    return f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else bound.auto_id


def _layout(bound: BoundField) -> str:
    by_widget = [
        (forms.CheckboxSelectMultiple, "cols2"),  # first: it is a kind of RadioSelect
        (forms.RadioSelect, "choices"),
        (forms.CheckboxInput, "check"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
    ]
    return next((name for kind, name in by_widget if isinstance(bound.field.widget, kind)), "line")


def _optional(bound: BoundField, grouped: bool) -> str:
    if not bound.field.required:
        return "" if isinstance(bound.field.widget, forms.CheckboxInput) else _("(mag leeg)")
    return _("(één of meer)") if grouped and isinstance(bound.field, forms.MultipleChoiceField) else ""


def _attrs(bound: BoundField, shape: str) -> dict[str, Any]:
    base = {"select": "form-select", "check": "form-check-input"}.get(shape, "form-control")
    own = bound.field.widget.attrs.get("class", "")
    return {"class": " ".join(filter(None, [base, own, "is-invalid" if bound.errors else ""]))}


def _groups(bound: BoundField) -> list[tuple[str, list[dict[str, Any]]]]:
    """The options under their group name, each with its help sentence and the reason why it is off."""
    attrs = bound.build_widget_attrs({"id": bound.auto_id})
    widget = bound.field.widget
    context = widget.get_context(bound.html_name, bound.value(), {**widget.attrs, **attrs})
    return [
        (name or "", [_option(bound, option) for option in options])
        for name, options, _index in context["widget"]["optgroups"]
    ]


def _option(bound: BoundField, option: dict[str, Any]) -> dict[str, Any]:
    value = str(option["value"])
    return {
        "id": option["attrs"]["id"],
        "value": value,
        "label": option["label"],
        "checked": option["selected"],
        "help": getattr(bound.field, "option_help", {}).get(value, ""),
        "off": getattr(bound.field, "option_off", {}).get(value, ""),
        "stop": value in getattr(bound.field, "option_stop", ()),
    }
