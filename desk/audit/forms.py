"""The filter of the reading room; it holds dates, an account, an act and a number, never a name of a case."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from desk.audit import people
from desk.audit.reading import NEWEST, VIEWS, Asked
from desk.audit.wishes import WANTED
from desk.forms import DeskForm
from desk.keyset import KeyField, place


class NumberField(forms.RegexField):
    """A number as it is spoken or copied: lower case is the same number."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).upper()


class AccountField(forms.Field):
    """The number of an account; its value is the key."""

    pattern = re.compile(r"(?:W-)?0*([1-9][0-9]{0,11})", re.ASCII | re.IGNORECASE)

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        found = self.pattern.fullmatch(typed)
        if typed and not found:
            raise forms.ValidationError("Vul een nummer in, zoals W-0012.", code="invalid")
        return int(found[1]) if found else None


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"placeholder": "dd-mm-jjjj", "autocomplete": "off"})
    wrong = {"invalid": "Vul een datum in, zoals 23-11-2026."}
    return forms.DateField(label=label, required=False, widget=widget, error_messages=wrong)


class ReadingForm(DeskForm):
    van = _day("Van")
    tot = _day("Tot en met")
    wie = forms.TypedChoiceField(label="Wie", required=False, coerce=int, empty_value=None)
    account: forms.Field | None = AccountField(
        label="Of op nummer",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "W-0012", "autocomplete": "off"}),
    )
    wat = forms.ChoiceField(label="Wat", required=False)
    nummer = NumberField(
        r"^[A-Z]{1,2}-[0-9A-Z-]{4,14}$",
        label="Nummer",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "C-2026-0388", "autocomplete": "off"}),
        error_messages={"invalid": "Vul een nummer in, zoals M-2026-0001."},
    )
    overzicht = forms.ChoiceField(
        choices=[(view, words) for view, (words, _) in VIEWS.items()], required=False, widget=forms.HiddenInput
    )
    na, voor = KeyField(NEWEST), KeyField(NEWEST)
    regel = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Which acts can be asked for.
    acts: Collection[str] = WANTED

    def __init__(self, *args: Any, reader: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["wie"].choices = [("", "Iedereen"), *self.people()]
        acts = sorted((act_name(act), act) for act in self.acts)
        self.fields["wat"].choices = [("", "Alle gebeurtenissen"), *((act, name) for name, act in acts)]

    def people(self) -> list[tuple[int, str]]:
        """Who can be asked for: colleagues of the region, and whoever a link or a number names."""
        typed = (str(self.data.get(name, "")).strip() for name in ("wie", "account"))
        named = [int(found[1]) for found in map(AccountField.pattern.fullmatch, typed) if found]
        return people.choices(self.reader, named)

    def clean_account(self) -> int | None:
        actor: int | None = self.cleaned_data["account"]
        if actor and actor not in dict(self.fields["wie"].choices):
            raise forms.ValidationError(f"Nummer {people.number(actor)} bestaat niet.")
        return actor

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if got.get("wie") and got.get("account") not in (None, got["wie"]):
            self.add_error("account", "Kies uit de lijst of vul een nummer in, niet allebei.")
        if got.get("van") and got.get("tot") and got["van"] > got["tot"]:
            self.add_error("tot", "Deze dag ligt voor de eerste. Kies een latere dag.")
        return got

    def asked(self) -> Asked:
        """Return what to show: today when nothing is asked, everything about a number when only that is asked."""
        got, today = self.cleaned_data, timezone.localdate()
        first = got["van"] or (date.min if got["nummer"] else got["tot"] or today)
        return Asked(
            first=first,
            last=got["tot"] or max(first, today),
            actor=got.get("account") or got["wie"],
            act=got["wat"],
            number=got["nummer"],
            view=got["overzicht"] or "alles",
            place=place(got["na"], got["voor"]),
            line=got["regel"],
        )


def act_name(act: str) -> str:
    """The name of an act in a list: 'Dossier … openen'."""
    name = WANTED[act].format(subject="…").removesuffix(" bij …").removesuffix(" van …")
    return name[:1].upper() + name[1:]
