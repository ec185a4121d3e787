"""The form of one entry of the directory."""

from typing import Any

from django import forms

from desk import codelists
from desk.directory.models import Organisation
from desk.finding import FindForm
from desk.forms import LINE, SHORT, DeskForm, TidyField, VersionField


class FindHelpForm(FindForm):
    """A part of a name, or of what somebody needs."""

    zoek = TidyField(label="Zoek op naam of soort hulp", max_length=SHORT)


class OrganisationForm(DeskForm):
    version = VersionField(required=False, initial=1)
    name = TidyField(label="Naam", max_length=120)
    what = TidyField(label="Waarvoor kan iemand hier terecht?", max_length=LINE)
    party = forms.ChoiceField(
        label="Soort", choices=[("", "Geen partij bij een overdracht"), *codelists.PARTIES.choices()], required=False
    )
    themes = forms.MultipleChoiceField(
        label="Past bij",
        choices=codelists.TRAFFICKING_KINDS.choices(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    phone = TidyField(label="Telefoon", max_length=30, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    opening = TidyField(label="Bereikbaar", max_length=SHORT, required=False)
    in_use = forms.BooleanField(label="In gebruik", required=False, initial=True)

    rule_fields = {
        "organisation_has_a_name": "name",
        "organisation_says_what_for": "what",
        "organisation_can_be_reached": "phone",
    }

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 1


class RegionForm(DeskForm):
    kind = forms.ChoiceField(
        label="Wat voegt u toe?",
        choices=[("team", "Team"), ("municipality", "Gemeente")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies: team of gemeente."},
    )
    name = TidyField(label="Naam", max_length=80, error_messages={"required": "Vul de naam in."})


def current_answers(organisation: Organisation) -> dict[str, Any]:
    """Return the initial values of the form for this entry."""
    return {name: getattr(organisation, name) for name in OrganisationForm.base_fields}
