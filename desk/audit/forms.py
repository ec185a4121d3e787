"""The filter of the reading room; it holds dates, a colleague, an act and a number, never a name of a case."""

from typing import Any

from django import forms
from django.utils import timezone

from desk.audit.choices import ACTS
from desk.audit.reading import VIEWS, Asked, actors
from desk.forms import DeskForm


class ReadingForm(DeskForm):
    van = forms.DateField(label="Van", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tot = forms.DateField(label="Tot en met", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    wie = forms.TypedChoiceField(label="Wie", required=False, coerce=int, empty_value=None)
    wat = forms.ChoiceField(label="Wat", required=False)
    nummer = forms.RegexField(
        r"^[A-Z]{1,2}-[0-9A-Z-]{4,14}$", label="Nummer", required=False, error_messages={"invalid": "Vul een nummer in, zoals M-2026-0001."}
    )
    overzicht = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    blad = forms.IntegerField(min_value=1, max_value=10_000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", "Iedereen"), *actors()]
        self.fields["wat"].choices = [("", "Alle gebeurtenissen"), *((c, s[0].format(subject="…")) for c, s in ACTS.items())]

    def asked(self) -> Asked:
        """Return what to show; today when nothing is asked."""
        got, today = self.cleaned_data, timezone.localdate()
        first = got.get("van") or today
        return Asked(
            first=first,
            last=got.get("tot") or max(first, today),
            actor=got.get("wie"),
            act=got.get("wat", ""),
            number=got.get("nummer", ""),
            view=got.get("overzicht") or "alles",
            page=got.get("blad") or 1,
        )
