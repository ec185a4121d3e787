"""The form of the designated officer for a new token."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms import TidyField
from meldcode.api.choices import TokenPurpose
from meldcode.forms import PortalForm

_DAYS = [("90", _("3 maanden")), ("180", _("6 maanden")), ("365", _("1 jaar"))]


class TokenForm(PortalForm):
    """Which system, what for, how long."""

    system = TidyField(
        label=_("Welk systeem?"),
        help_text=_("Zoals leerlingvolgsysteem of patiëntdossier. Geen naam van iemand."),
        max_length=80,
    )
    purpose = forms.ChoiceField(label=_("Waarvoor?"), choices=TokenPurpose.choices, widget=forms.RadioSelect)
    days = forms.TypedChoiceField(label=_("Hoe lang geldig?"), choices=_DAYS, coerce=int, widget=forms.RadioSelect)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())

    def begin_anew(self) -> None:
        """Nothing was made: whoever sends the page that comes back means another token."""
        self.data = self.data.copy()
        self.data["submission"] = str(uuid4())
