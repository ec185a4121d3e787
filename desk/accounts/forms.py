"""Sign-in and account forms."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from desk.accounts.models import Region, Team, User
from desk.forms import SHORT, DeskForm, TidyField, VersionField
from desk.roles import Role


class SignInForm(AuthenticationForm):
    """User name and password; the answer to a wrong one does not say which of the two was wrong."""

    error_messages = {
        "invalid_login": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "inactive": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["username"].label = "Gebruikersnaam"
        self.fields["password"].label = "Wachtwoord"


class AccountForm(DeskForm):
    display_name = TidyField(
        label="Naam op het scherm", help_text="Voornaam en eerste letter, zoals Noor B.", max_length=SHORT
    )
    role = forms.ChoiceField(label="Rol", choices=Role.choices)
    team = forms.ModelChoiceField(
        Team.objects.select_related("region").order_by("region__name", "name"),
        label="Team",
        required=False,
        empty_label="Geen team",
        help_text="Verplicht voor een medewerker en een teamleider.",
    )
    region = forms.ModelChoiceField(Region.objects.order_by("name"), label="Regio", empty_label=None)


class NewAccountForm(AccountForm):
    username = TidyField(label="Gebruikersnaam", max_length=SHORT)
    password = forms.CharField(
        label="Eerste wachtwoord", widget=forms.PasswordInput, strip=False, help_text="Minstens 12 tekens."
    )
    field_order = ["username", "display_name", "role", "team", "region", "password"]


class ChangeAccountForm(AccountForm):
    version = VersionField()
    is_active = forms.BooleanField(
        label="In dienst",
        required=False,
        help_text="Haal het vinkje weg als iemand vertrekt: alle sessies stoppen direct.",
    )
    password = forms.CharField(
        label="Nieuw wachtwoord",
        widget=forms.PasswordInput,
        strip=False,
        required=False,
        help_text="Leeg laten houdt het oude.",
    )

    def differences(self) -> list[tuple[str, Any, Any]]:
        """As everywhere, without the password."""
        label = self.fields["password"].label
        return [row for row in super().differences() if row[0] != label]


def current_answers(account: User) -> dict[str, Any]:
    """Return the initial values of the change form."""
    names = ("display_name", "role", "team", "region", "is_active", "version")
    return {name: getattr(account, name) for name in names}
