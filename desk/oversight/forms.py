"""The forms of oversight: a circle, a verdict, the filter of a team's trail, and the list for a person concerned."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from desk.accounts.models import Team, User
from desk.audit.forms import NumberField, ReadingForm
from desk.audit.reading import BY_THE_CLOCK
from desk.forms import LINE, NOTE, DeskForm, TidyField, VersionField
from desk.keyset import KeyField
from desk.oversight import marks
from desk.oversight.choices import LEAD_READS, Verdict
from desk.oversight.outside import Shown

_MOST = 6  # surnames, and homes


class CircleForm(DeskForm):
    """Typed once, kept as keyed hashes, never shown again."""

    surnames = TidyField(
        label="Achternamen",
        help_text="Eén per regel: van de collega, bij geboorte, en van een partner. Alleen bij iemands eigen kring.",
        rows=3,
        max_length=LINE,
    )
    homes = TidyField(
        label="Postcode en huisnummer",
        help_text="Eén per regel, zoals 1234 AB 12. Ook een vorig adres of dat van ouders mag.",
        rows=3,
        max_length=LINE,
        required=False,
    )
    born = forms.DateField(
        label="Geboortedatum",
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "dd-mm-jjjj", "autocomplete": "off"}),
        error_messages={"invalid": "Vul een datum in, zoals 23-11-1986."},
    )

    def clean_surnames(self) -> list[str]:
        names = self.cleaned_data["surnames"].splitlines()
        if any(not marks.surnames_in(name) for name in names if name.strip()):
            raise forms.ValidationError("Vul op elke regel een achternaam in, met letters.")
        return _few([name for name in names if name.strip()], "achternamen")

    def clean_homes(self) -> list[marks.Home]:
        lines = [line for line in self.cleaned_data["homes"].splitlines() if line.strip()]
        homes = [marks.homes_in(line) for line in lines]
        if any(len(found) != 1 for found in homes):
            raise forms.ValidationError("Vul op elke regel een postcode en een huisnummer in, zoals 1234 AB 12.")
        return _few([home for found in homes for home in found], "adressen")

    def clean_born(self) -> date | None:
        born: date | None = self.cleaned_data["born"]
        if born and not 14 <= timezone.localdate().year - born.year <= 100:
            raise forms.ValidationError("Kijk de geboortedatum na: deze past niet bij een collega.")
        return born


def _few(rows: list[Any], what: str) -> list[Any]:
    if len(rows) > _MOST:
        raise forms.ValidationError(f"Vul hoogstens {_MOST} {what} in.")
    return rows


class JudgeForm(DeskForm):
    """What the privacy officer found."""

    version = VersionField()
    verdict = forms.ChoiceField(
        label="Oordeel",
        choices=[(one, one.label.capitalize()) for one in (Verdict.WELL_FOUNDED, Verdict.FALSE_ALARM)],
        widget=forms.RadioSelect,
    )
    words = TidyField(
        label="In uw eigen woorden",
        help_text="Wat vroeg u, en wat bleek? Alleen de privacy officer leest dit. Het komt niet in het logboek.",
        rows=4,
        max_length=NOTE,
    )


class TeamReadingForm(ReadingForm):
    """The filter of the reading room, with the people of one team and the acts that its lead may read."""

    account = None
    acts = sorted(LEAD_READS)
    na, voor = KeyField(BY_THE_CLOCK), KeyField(BY_THE_CLOCK)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        self.team = team
        super().__init__(*args, **kwargs)

    def people(self) -> list[tuple[int, str]]:
        """Who works, or worked, in the team."""
        return list(User.objects.filter(team=self.team).order_by("display_name").values_list("pk", "display_name"))


class OutsideForm(DeskForm):
    """Which file, who asks, and whether colleagues are named."""

    number = NumberField(
        r"^[CM]-\d{4}-\d{4,6}$",
        label="Nummer",
        help_text="Van het dossier, of van een melding daarin.",
        widget=forms.TextInput(attrs={"placeholder": "C-2026-0388", "autocomplete": "off"}),
        error_messages={"invalid": "Vul een nummer in, zoals C-2026-0388."},
    )
    purpose = TidyField(
        label="Waarvoor is dit overzicht?",
        help_text="Zoals: verzoek van een betrokkene, ons kenmerk 2026-114. Geen namen: dit komt in het logboek.",
        max_length=LINE,
    )
    shown = forms.ChoiceField(label="Wat staat erin over collega's?", choices=Shown.choices, widget=forms.RadioSelect)
