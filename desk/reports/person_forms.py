"""The forms of a person concerned and of a relation between two of them."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from desk.forms import DeskForm, TidyField
from desk.reports import case_rules
from desk.reports.choices import Answer, PersonRole, RelationKind, Sex
from desk.reports.form_parts import SectionForm
from desk.reports.intake_forms import answers_radio, text_of
from desk.reports.models import CaseFile
from desk.reports.persons import Household, Person, Relation


def number(label: str, least: int, most: int) -> forms.IntegerField:
    """A part of a birth date; what cannot be gets the sentence of the rule."""
    cannot = str(case_rules.birth_date_is_possible.violation_error_message)
    field = forms.IntegerField(label=label, required=False, widget=forms.TextInput, min_value=least, max_value=most)
    field.error_messages["invalid"] = cannot
    for validator in field.validators:
        validator.message = cannot
    return field


class PersonForm(SectionForm):
    """One person. Unknown is an answer everywhere; only the role must be chosen."""

    rule_fields = {
        "person_role_is_known": "role",
        "sex_is_known": "sex",
        "bsn_has_nine_digits": "bsn",
        "unborn_has_no_birth": "unborn",
        "birth_date_is_known_from_the_left": "birth_year",
        "birth_date_is_possible": "birth_year",
        "birth_date_exists": "birth_year",
    }
    columns = (
        *("role", "called", "first_names", "prefix", "surname", "sex", "unborn", "birth_day", "birth_month"),
        *("birth_year", "bsn", "phone", "whereabouts", "language", "has_custody", "school_or_gp", "household_id"),
        *("lives_elsewhere", "is_reporter"),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    role = answers_radio("Rol", PersonRole.choices)
    called = text_of(Person, "called")
    first_names = text_of(Person, "first_names")
    prefix = text_of(Person, "prefix")
    surname = text_of(Person, "surname")
    sex = answers_radio("Geslacht", Sex.choices)
    unborn = forms.BooleanField(label="Nog niet geboren", required=False)
    birth_day = number("Dag", 1, 31)
    birth_month = number("Maand", 1, 12)
    birth_year = number("Geboortejaar", 1880, 2200)
    bsn = TidyField(
        label="BSN",
        max_length=20,  # nine digits, with room for the spaces and dots people write between them
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    phone = text_of(Person, "phone", inputmode="tel")
    whereabouts = text_of(Person, "whereabouts")
    language = text_of(Person, "language")
    has_custody = answers_radio("Heeft gezag", Answer.choices)
    school_or_gp = text_of(Person, "school_or_gp")
    household = forms.ModelChoiceField(
        Household.objects.none(), label="Woont in", required=False, empty_label="Nog niet bekend"
    )
    lives_elsewhere = forms.BooleanField(label="Kind onder de 18 dat elders woont", required=False)
    is_reporter = forms.BooleanField(
        label="Deze persoon meldt zelf",
        required=False,
        help_text="Alleen als de melder ook betrokken is. Anders staat de melder nooit bij de personen.",
    )

    def __init__(self, *args: Any, case_file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household"].queryset = case_file.households.all()
        self.fields["household"].label_from_instance = lambda household: household.label
        self.fields["called"].help_text = "Bijvoorbeeld moeder, dochter van 15, oma."
        for name, width in (("birth_day", 2), ("birth_month", 2), ("birth_year", 4)):
            self.fields[name].widget.attrs.update({"inputmode": "numeric", "size": width + 2, "autocomplete": "off"})

    @classmethod
    def opened_on(cls, row: Any) -> dict[str, Any]:
        return {**super().opened_on(row), "household": row.household_id}

    def clean_bsn(self) -> str:
        """Spaces, dots and dashes are how people write it; what is left is judged."""
        number = self.cleaned_data["bsn"].translate(str.maketrans("", "", " .-"))
        if number and not (number.isascii() and number.isdigit() and len(number) == 9):
            raise forms.ValidationError(str(case_rules.bsn_has_nine_digits.violation_error_message))
        return number

    def clean_sex(self) -> str:
        return self.cleaned_data["sex"] or Sex.UNKNOWN

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        day = timezone.localdate()
        row = {name: value for name, value in answers.items() if name not in ("version", "submission", "household")}
        self.hold((Person(**row, recorded_on=day, inform_by=day), case_rules.PERSON_RULES))
        self._check_facts(answers, day)
        return answers

    def _check_facts(self, answers: dict[str, Any], day: date) -> None:
        parts = [answers.get(f"birth_{part}") for part in ("year", "month", "day")]
        checks = [
            ("bsn", lambda: case_rules.bsn_passes_the_eleven_test(answers.get("bsn", ""))),
            ("birth_year", lambda: case_rules.birth_date_exists(*parts, day)),
        ]
        for name, check in checks:
            if name in self.errors:
                continue
            try:
                check()
            except forms.ValidationError as refusal:
                self._refuse(refusal)


class RelationForm(DeskForm):
    """One line between two persons of this file."""

    rule_fields = {"nobody_relates_to_themselves": "other", "relation_kind_is_known": "kind"}
    person = forms.ModelChoiceField(Person.objects.none(), label="Wie", empty_label="Kies")
    kind = forms.ChoiceField(label="Relatie", choices=[("", "Kies"), *RelationKind.choices])
    other = forms.ModelChoiceField(Person.objects.none(), label="Met wie", empty_label="Kies")
    since = text_of(Relation, "since")

    def __init__(self, *args: Any, case_file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "other"):
            self.fields[name].queryset = case_file.persons.all()
            self.fields[name].label_from_instance = shown


class UnknownPersonForm(DeskForm):
    """Somebody of whom nothing is known but the role."""

    role = forms.ChoiceField(label="Rol", choices=PersonRole.choices)
    submission = forms.UUIDField(widget=forms.HiddenInput)


def shown(person: Person) -> str:
    """A person as a list shows them: the name in the family, and the full name when it is known."""
    return f"{person.shown_as} ({person.full_name})" if person.full_name else person.shown_as
