"""What the forms of a report share: a Dutch day, the rules of a row at once, and what was seen when opened."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

from desk.forms import DeskForm, VersionField
from desk.ruled import refusals


class DayField(forms.DateField):
    """A day as people write it: 23-02-2027."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "w-auto", "size": 12, "placeholder": "dd-mm-jjjj", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(format="%d-%m-%Y", attrs=attrs))
        super().__init__(input_formats=["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"], **kwargs)
        self.error_messages["invalid"] = "Deze dag bestaat niet. Schrijf dag, maand en jaar, bijvoorbeeld 23-02-2027."


class RuleForm(DeskForm):
    """A form that shows every rule its answers would break, at once. The action still decides."""

    def hold(self, *asked: tuple[models.Model, Iterable[models.BaseConstraint]]) -> None:
        """Show each rule that one of these (row, rules) breaks."""
        for refusal in refusals(*asked, without=set(self.errors)):
            self._refuse(refusal)


class SectionForm(RuleForm):
    """One section of a report: it knows what its columns held when the page was opened.

    A save in another section makes the version of the report older, and takes nothing of this one away:
    `version_to_use` tells the two apart, so only a change of these columns is a conflict.
    """

    columns: tuple[str, ...] = ()
    version = VersionField()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def answers_of(cls, row: Any) -> dict[str, Any]:
        """What the columns of this section hold now."""
        return {name: getattr(row, name) for name in cls.columns}

    @classmethod
    def opened_on(cls, row: Any) -> dict[str, Any]:
        """The initial values of the form, with the version and the mark of what was seen."""
        answers = cls.answers_of(row)
        return {**answers, "version": row.version, "seen": mark_of(answers)}

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        answers.pop("seen", None)
        return answers

    def version_to_use(self, row: Any) -> int | None:
        unchanged = constant_time_compare(self["seen"].value() or "", mark_of(self.answers_of(row)))
        return row.version if unchanged else self.cleaned_data.get("version")

    def differences(self) -> list[tuple[str, Any, Any]]:
        """As in DeskForm, in the words of the screen."""
        words = {str(field.label): _words(field) for field in self.fields.values() if not field.widget.is_hidden}
        rows = [row for row in super().differences() if row[0] in words]
        return [(label, _shown(now, words[label]), _shown(typed, words[label])) for label, now, typed in rows]

    def now_knows(self, row: Any) -> None:
        """After a conflict was shown: saving again overwrites knowingly."""
        data = self.data.copy()
        data["version"], data["seen"] = str(row.version), mark_of(self.answers_of(row))
        self.data = data


def _words(field: forms.Field) -> dict[Any, Any]:
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return {}
    grouped = [label if isinstance(label, list | tuple) else [(key, label)] for key, label in field.choices]
    return {key: label for group in grouped for key, label in group}


def _shown(value: Any, words: dict[Any, Any]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(words.get(one, one)) for one in value) or "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(words.get(value, value) if value not in (None, "") else "leeg")


def mark_of(answers: dict[str, Any]) -> str:
    """A keyed digest of what a section holds: it tells whether something changed, and nothing else."""
    text = json.dumps(answers, default=str, sort_keys=True)
    return salted_hmac("desk.reports.section", text, algorithm="sha256").hexdigest()


def as_data(fields: dict[str, list[str]]) -> QueryDict:
    """The fields of a draft as a form receives them."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data
