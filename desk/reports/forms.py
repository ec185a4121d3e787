"""The forms of the lists, the file and the reporter; the intake has its own."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings

from desk.deadlines import add_working_days
from desk.directory.models import Municipality
from desk.forms import DeskForm, TidyField, VersionField
from desk.keyset import KeyField
from desk.reports.choices import IN_HAND, ShieldGround, Status
from desk.reports.form_parts import DayField
from desk.reports.lists import IN_ORDER
from desk.reports.lookup import NEWEST

SHIELD_DAYS = 90


class WorkListFilter(forms.Form):
    """Codes only: they stand in the address of the page."""

    lijst = forms.ChoiceField(choices=[("mij", ""), ("mijn", ""), ("team", "")], required=False)
    gemeente = forms.TypedChoiceField(label="Gemeente", required=False, coerce=int, empty_value=None)
    fase = forms.ChoiceField(
        label="Fase", required=False, choices=[("", "Alle fasen"), *((s.value, s.label) for s in IN_HAND)]
    )
    na, voor = KeyField(IN_ORDER), KeyField(IN_ORDER)

    def __init__(self, *args: Any, region: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = Municipality.objects.filter(region=region).order_by("name").values_list("pk", "name")
        choice: Any = self.fields["gemeente"]
        choice.choices = [("", "Alle gemeenten"), *towns]
        for name in ("gemeente", "fase"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm w-auto"


class ListFilter(forms.Form):
    """Codes only, and the key where the next page begins."""

    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Alle statussen"), *Status.choices])
    mijn = forms.BooleanField(label="Alleen mijn meldingen", required=False)
    na, voor = KeyField(NEWEST), KeyField(NEWEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].widget.attrs["class"] = "form-select form-select-sm w-auto"
        self.fields["mijn"].widget.attrs["class"] = "form-check-input"


class SearchForm(DeskForm):
    q = TidyField(
        label="Nummer of persoon",
        max_length=100,
        help_text="Bijvoorbeeld M-2026-0412, of achternaam met geboortejaar: De Proef 2011.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="zoek_%s", **kwargs)
        self.fields["q"].widget.attrs["autocomplete"] = "off"


class NoteForm(DeskForm):
    text = TidyField(label="Notitie", max_length=4_000, rows=3)
    submission = forms.UUIDField(widget=forms.HiddenInput)


class TakeOverForm(DeskForm):
    version = VersionField()


class RevealForm(DeskForm):
    reason = TidyField(
        label="Waarom wilt u dit zien?",
        max_length=500,
        help_text="Uw reden komt in het logboek. U ziet de melder één keer, op de volgende pagina.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["autocomplete"] = "off"


class AgreedRevealForm(DeskForm):
    """A second person agreed with the reason: it is not asked again."""


class ShieldForm(DeskForm):
    """The reporter wants a shield after all. For a citizen no ground is needed."""

    rule_fields = {
        "shielded_professional_has_a_ground": "shield_ground",
        "shielded_professional_explains": "shield_explanation",
        "shielded_professional_agrees_on_safety": "safety_agreement",
        "shielded_professional_is_reviewed": "review_on",
    }
    shield_ground = forms.ChoiceField(
        label="Waarom moet de naam verborgen blijven?", widget=forms.RadioSelect, required=False
    )
    shield_explanation = TidyField(label="Waar blijkt dat uit?", max_length=2_000, rows=3, required=False)
    safety_agreement = TidyField(
        label="Afspraak over veiligheid met de melder", max_length=2_000, rows=2, required=False
    )
    withheld = TidyField(
        label="Wat mag het gezin ook niet horen, omdat het naar de melder wijst?",
        max_length=2_000,
        rows=2,
        required=False,
    )
    review_on = DayField(label="Opnieuw bekijken op", required=False)
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ground: Any = self.fields["shield_ground"]
        ground.choices = [c for c in ShieldGround.choices if settings.SHIELD_ON_TRUST or c[0] != ShieldGround.TRUST]


def first_review(today: date) -> date:
    """Proposed day on which a shield is looked at again: three months on, on a working day."""
    return add_working_days(today + timedelta(days=SHIELD_DAYS - 1), 1)


class DiscloseForm(DeskForm):
    consent_on = DayField(label="Op welke dag gaf de melder toestemming?")
    version = VersionField()
