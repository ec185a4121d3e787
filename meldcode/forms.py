"""The forms of the portal. Labels and refusals are Dutch in the source; a page in English translates them here."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.forms import NOTE, SHORT, DeskForm, TidyField, VersionField
from meldcode.choices import Group, Mails

PHONE = 30


class PortalForm(DeskForm):
    """A form in the language of the page: what a rule says is translated where it is shown."""

    def add_error(self, field: str | None, error: Any) -> None:
        for one in getattr(error, "error_list", []):
            if isinstance(one.message, str):
                one.message = gettext(one.message)
        super().add_error(field, error)


def _mail(label: Any, **more: Any) -> forms.EmailField:
    attrs = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
    return forms.EmailField(
        label=label,
        max_length=60,
        widget=forms.EmailInput(attrs=attrs),
        error_messages={"invalid": _("Vul een e-mailadres in zoals naam@school.nl.")},
        **more,
    )


def _new_password() -> forms.CharField:
    return forms.CharField(
        label=_("Nieuw wachtwoord"),
        help_text=_("Minstens 12 tekens. Bijvoorbeeld vier losse woorden achter elkaar."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class AskForm(PortalForm):
    """A work address, and nothing else."""

    email = _mail(_("E-mailadres van uw werk"))


class AccountForm(PortalForm):
    """A work address; what stands behind the @ says which organisation."""

    email = _mail(
        _("E-mailadres van uw werk"),
        help_text=_("Wij kijken alleen naar wat achter het apenstaartje staat."),
    )


class InviteForm(PortalForm):
    """Whom to bring in."""

    email = _mail(_("E-mailadres van het werk"))
    is_officer = forms.BooleanField(
        label=_("Is aandachtsfunctionaris"),
        required=False,
        help_text=_("Die nodigt collega’s uit en beëindigt hun toegang."),
    )


class DetailsForm(PortalForm):
    """Where and how the desk reaches somebody."""

    function = TidyField(label=_("Functie"), help_text=_("Zoals mentor of wijkverpleegkundige."), max_length=80)
    work_phone = TidyField(
        label=_("Telefoon op uw werk"),
        max_length=PHONE,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "work tel"}),
    )


class JoinForm(DetailsForm):
    """The account of who followed a link."""

    name = TidyField(
        label=_("Uw voor- en achternaam"),
        help_text=_("U meldt altijd met uw eigen naam."),
        max_length=SHORT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = _new_password()
    field_order = ["name", "function", "work_phone", "password"]
    rule_fields = {"staff_have_a_name": "name"}


class ArrivalForm(DetailsForm):
    """The account of who came from the provider of the organisation: the same, without a password."""

    name = JoinForm.base_fields["name"]
    field_order = ["name", "function", "work_phone"]
    rule_fields = {"staff_have_a_name": "name"}


class PasswordForm(PortalForm):
    """A new password for an account that is there."""

    password = _new_password()


class MailsForm(PortalForm):
    """When a mail says that there is something new."""

    mails = forms.ChoiceField(label=_("Wanneer wilt u een mail?"), choices=Mails.choices, widget=forms.RadioSelect)


class OrganisationForm(DeskForm):
    """An organisation that takes part, for the administrator of the desk."""

    name = TidyField(label="Naam", max_length=120)
    group = forms.ChoiceField(label="Beroepsgroep", choices=[("", "Kies een beroepsgroep"), *Group.choices])
    domains = TidyField(
        label="Domeinen van de e-mail",
        help_text="Wat achter het apenstaartje staat: een of meer, elk op een regel of met een komma ertussen. Wie "
        "daar een adres heeft, kan zelf een account vragen. Laat leeg als alleen de aandachtsfunctionaris uitnodigt.",
        rows=3,
        max_length=NOTE,
        required=False,
    )

    def clean_domains(self) -> list[str]:
        return [name for name in re.split(r"[\s,;]+", self.cleaned_data["domains"]) if name]


class ChangeOrganisationForm(OrganisationForm):
    version = VersionField()
    in_use = forms.BooleanField(
        label="Doet mee",
        required=False,
        help_text="Haal het vinkje weg als de organisatie stopt: alle sessies van haar mensen stoppen direct.",
    )
