"""The form of the account with which the people of an organisation sign in, for the administrator of the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from desk.forms import LINE, SHORT, DeskForm, TidyField, VersionField
from meldcode.providers import is_there


class ProviderForm(DeskForm):
    """An OpenID provider. The secret goes in and never comes out."""

    version = VersionField()
    label = TidyField(label="Naam op de knop", help_text="Zoals ‘uw schoolaccount’.", max_length=SHORT)
    issuer = TidyField(
        label="Adres van de provider (issuer)",
        help_text="Precies zoals de provider zich noemt, zoals https://inloggen.school.nl",
        max_length=500,
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
    )
    client_id = TidyField(label="Naam van de desk daar (client ID)", max_length=LINE)
    client_secret = forms.CharField(
        label="Geheim van de desk daar (client secret)",
        help_text="Wij bewaren het versleuteld en tonen het nooit meer. Laat leeg om het te laten zoals het is.",
        required=False,
        max_length=LINE,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    amr = TidyField(
        label="Waarden van ‘amr’ die als tweede stap tellen",
        help_text="Met een spatie ertussen, zoals ‘mfa’. Laat leeg: dan vraagt het portaal zelf een tweede stap.",
        max_length=LINE,
        required=False,
    )
    acr = TidyField(
        label="Waarden van ‘acr’ die als tweede stap tellen",
        help_text="Met een spatie ertussen. Het portaal vraagt er bij de provider ook om.",
        max_length=500,
        required=False,
    )
    rule_fields = {
        "provider_has_an_address": "issuer",
        "provider_knows_the_desk": "client_id",
        "provider_shares_a_secret": "client_secret",
        "password_is_no_second_factor": "amr",
    }

    def clean(self) -> dict[str, Any]:
        """Ask the provider now: who saves an address that does not answer locks the whole organisation out."""
        told = super().clean() or self.cleaned_data
        if not self.errors and not is_there(**{name: told[name] for name in ("issuer", "client_id")}):
            raise ValidationError({"issuer": "Deze provider geeft geen bruikbaar antwoord. Kijk het adres na."})
        return told
