"""Whom the report is about: the household, and person by person. Asked only once reporting was decided on."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.directory.models import Municipality
from desk.forms import SHORT, DeskForm
from desk.reports.case_rules import birth_date_exists
from desk.reports.choices import Answer, PersonRole, Sex
from meldcode.page_form import NOTHING, FollowingForm, PageForm, at_this_field, radio, text

MOST_PERSONS = 12
_EARLIEST = 1880  # as the CHECK birth_date_is_possible
_DAY = re.compile(r"(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})")


class PersonForm(FollowingForm):
    """One person. Only the role is asked of everybody; unknown is an answer everywhere else."""

    # Who is not born yet has no day of birth.
    depends = {"birth": (("unborn", NOTHING),)}

    role = forms.ChoiceField(label=_("Wie is dit?"), choices=[("", _("Kies")), *PersonRole.choices])
    first_names = text(_("Voornaam"), most=120)
    surname = text(_("Achternaam"), most=120)
    called = text(
        _("Hoe hoort deze persoon bij het gezin?"), most=SHORT, help_text=_("Bijvoorbeeld: moeder, oudste zoon.")
    )
    sex = radio(_("Geslacht"), Sex.choices, required=False)
    birth = text(_("Geboortedatum, of alleen het jaar"), most=20, help_text=_("Bijvoorbeeld 14-03-2011 of 2011."))
    unborn = forms.BooleanField(label=_("Nog niet geboren"), required=False)
    at_home = forms.BooleanField(label=_("Woont op het adres hierboven"), required=False)
    lives_elsewhere = forms.BooleanField(label=_("Kind onder de 18 dat ergens anders woont"), required=False)
    has_custody = radio(_("Heeft deze persoon het gezag?"), Answer.choices, required=False)
    school_or_gp = text(_("School, opvang of huisarts"), most=120)
    phone = text(_("Telefoon"), most=40)
    language = text(_("Taal, tolk nodig?"), most=80)
    whereabouts = text(_("Waar is deze persoon nu?"), most=200)

    def clean_birth(self) -> tuple[int | None, int | None, int | None]:
        written = self.cleaned_data["birth"]
        found = _DAY.fullmatch(written)
        parts = found.groups() if found else (None, None, None)
        of_day, of_month, of_year = (int(part) if part else None for part in parts)
        # A day that is not known is left out; a nought is no day.
        if written and (not found or 0 in (of_day, of_month) or (of_year or 0) < _EARLIEST):
            raise ValidationError(
                _("Schrijf dag, maand en jaar, of alleen het jaar: 14-03-2011 of 2011."), code="birth"
            )
        at_this_field(lambda: birth_date_exists(of_year, of_month, of_day, timezone.localdate()))
        return of_year, of_month, of_day

    def as_columns(self) -> dict[str, Any]:
        """The columns of Person, and whether they live in the household."""
        told = dict(self.cleaned_data)
        told["birth_year"], told["birth_month"], told["birth_day"] = told.pop("birth") or (None, None, None)
        told["sex"] = told["sex"] or Sex.UNKNOWN
        return told

    @property
    def is_empty(self) -> bool:
        """Nobody was written down here: a row that may stay empty."""
        names = (name for name in self.fields if name != "at_home")
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in names)


class PeopleForm(PageForm):
    """The address, and everybody the report is about."""

    page = "people"
    address = text(_("Straat en huisnummer"), most=120)
    postcode = text(_("Postcode"), most=10)
    place = text(_("Plaats"), most=80)
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=_("Gemeente"), empty_label=_("Kies"))
    composition = text(
        _("Bijzonderheden"), rows=2, most=1000, help_text=_("Bijvoorbeeld: om de week bij vader, moeder is zwanger.")
    )
    rows = forms.IntegerField(min_value=1, max_value=MOST_PERSONS, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, region: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region=region).order_by("name")
        data = self.data if self.is_bound else None
        first = {"at_home": True}
        self.persons = [
            PersonForm(data, prefix=f"{self.page}-{place}", initial=first) for place in range(self._how_many())
        ]

    def _how_many(self) -> int:
        told = str(self.data.get(self.add_prefix("rows"), "")) if self.is_bound else ""
        return min(max(int(told), 1), MOST_PERSONS) if told.isascii() and told.isdigit() and len(told) < 4 else 2

    @property
    def forms(self) -> list[DeskForm]:
        """This form and those of its persons, for the error summary."""
        return [self, *self.persons]

    @property
    def filled(self) -> list[PersonForm]:
        return [person for person in self.persons if not person.is_empty]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for person in self.filled:
            if not person.is_valid():
                self.add_error(None, ValidationError(_("Kijk de personen na."), code="persons"))
        if not self.filled:
            self.persons[0].full_clean()
            self.add_error(None, ValidationError(_("Vul minstens één persoon in. Een naam mag leeg."), code="persons"))
        return told

    @property
    def persons_told(self) -> list[dict[str, Any]]:
        """The columns of each person; after is_valid()."""
        return [person.as_columns() for person in self.filled]
