"""The one way a form looks and runs: crispy helper, tidy text, and a refused rule shown where it belongs."""

from collections.abc import Callable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.utils import ErrorDict

from desk.rulebook import Refused, Stale, tidy

SHORT, LINE, NOTE, STORY = 60, 200, 1_000, 10_000  # characters


class TidyField(forms.CharField):
    """Text as a person typed it, tidied; NUL, lone surrogates and overlong text get a Dutch error."""

    def __init__(self, *, rows: int = 0, max_length: int = LINE, **kwargs: Any) -> None:
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)
        self.validators = [v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"]

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # The browser must not cut what is pasted: the form says that it is too long and keeps it.
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return {**attrs, "data-max": self.max_length}


class DeskForm(forms.Form):
    """A form of the desk. `run(action, …)` hands the cleaned data to one action and shows what it refuses."""

    use_required_attribute = False
    # Which field a refused rule is shown at, for rules that speak of more than one column.
    rule_fields: dict[str, str] = {}
    stale: Stale | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def run(self, action: Callable[..., Any], **extra: Any) -> Any:
        """Call `action(**cleaned_data, **extra)`; return its result, or None with the refusal as form error."""
        try:
            return action(**{**self.cleaned_data, **extra})
        except Stale as conflict:
            self.stale = conflict
            # The page that comes back shows the difference: who sends it again means it.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = conflict.current.version
            self._refuse(conflict)
        except ValidationError as refusal:
            self._refuse(refusal)
        return None

    def _refuse(self, refusal: ValidationError) -> None:
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
        for field, errors in by_field.items():
            for error in errors:
                place = self.rule_fields.get(str(error.code), field)
                self.add_error(place if place in self.fields else None, error)

    def as_typed(self) -> "DeskForm":
        """Show what was typed without judging it: a draft may be half a sentence."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return self

    def differences(self) -> list[tuple[str, Any, Any]]:
        """After a stale save: (label, what the record says now, what was typed) for each field that differs."""
        if self.stale is None:
            return []
        current: models.Model = self.stale.current
        rows = ((name, field.label or name, getattr(current, name, None)) for name, field in self.fields.items())
        return [
            (str(label), now, self.cleaned_data.get(name))
            for name, label, now in rows
            if name != "version" and hasattr(current, name) and now != self.cleaned_data.get(name)
        ]


class VersionField(forms.IntegerField):
    """The version of the record as it was when the page was opened."""

    widget = forms.HiddenInput


__all__ = ["LINE", "NOTE", "SHORT", "STORY", "DeskForm", "Refused", "TidyField", "VersionField"]
