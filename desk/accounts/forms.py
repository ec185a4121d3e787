"""Sign-in and account forms."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from desk.accounts.choices import Verdict
from desk.accounts.models import Region, Team, User
from desk.forms import NOTE, SHORT, DeskForm, TidyField, VersionField
from desk.roles import STAFF_ROLES


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


class CodeForm(DeskForm):
    """A code of the app, on paper or from two colleagues; or what the browser says of a passkey."""

    code = TidyField(
        label="Code",
        max_length=SHORT,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
    passkey = forms.CharField(max_length=NOTE * 10, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("code") or said.get("passkey")) and "code" not in self.errors:
            self.add_error("code", "Vul in: Code")
        return said


class AppForm(DeskForm):
    """The first code of a new app."""

    code = TidyField(
        label="Code uit de app",
        help_text="Zes cijfers.",
        max_length=SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(DeskForm):
    """A new passkey: what the browser says of it, and what its owner calls it."""

    passkey = forms.CharField(max_length=NOTE * 20, widget=forms.HiddenInput)
    name = TidyField(
        label="Naam van de passkey", help_text="Zoals laptop of sleutelbos.", max_length=SHORT, initial="Dit apparaat"
    )


class AgainForm(DeskForm):
    """Who sits here shows it once more: password, or a passkey that asks its owner."""

    password = forms.CharField(
        label="Wachtwoord", widget=forms.PasswordInput(attrs={"autofocus": True}), strip=False, required=False
    )
    passkey = forms.CharField(max_length=NOTE * 10, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("password") or said.get("passkey")) and "password" not in self.errors:
            self.add_error("password", "Vul in: Wachtwoord")
        return said


class RecoveryForm(DeskForm):
    """Why the administrator is sure that it is this colleague who asks."""

    reason = TidyField(
        label="Hoe weet u zeker dat het deze collega is?",
        help_text="Zoals: ik zag haar zelf, en zij liet haar pas zien. Geen gegevens van een zaak.",
        rows=3,
        max_length=500,
    )


class VerdictForm(DeskForm):
    version = VersionField()
    verdict = forms.ChoiceField(label="Besluit", choices=[(v, v.label) for v in (Verdict.AGREED, Verdict.REFUSED)])


class AccountForm(DeskForm):
    display_name = TidyField(
        label="Naam op het scherm", help_text="Voornaam en eerste letter, zoals Noor B.", max_length=SHORT
    )
    role = forms.ChoiceField(label="Rol", choices=STAFF_ROLES)
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
