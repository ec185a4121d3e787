"""The form in which a sender decides about the own name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.reports.choices import Receiver
from meldcode import own_name
from meldcode.forms import PortalForm

_SHARE, _WITHDRAW, _OPEN = "share", "withdraw", "open"
NAMES: dict[str, Any] = {Receiver.LOCAL_TEAM: _("Het lokale team"), Receiver.POLICE: _("De politie")}
# Each decision: its action, and the fields it takes.
_DOES = {
    _SHARE: (own_name.share_name, ["receiver"]),
    _WITHDRAW: (own_name.withdraw_sharing, ["receiver"]),
    _OPEN: (own_name.open_name, ["sure"]),
}


class NameForm(PortalForm):
    """One decision: which, for whom, and for what cannot be undone a tick."""

    do = forms.ChoiceField(choices=[(one, one) for one in _DOES])
    receiver = forms.ChoiceField(choices=[("", ""), *NAMES.items()], required=False)
    sure = forms.BooleanField(
        label=_("Ik weet dat het gezin dan kan horen wie meldde. Dit kan niet terug."), required=False
    )

    def carry_out(self, **told: Any) -> bool:
        """Do what was decided; out: was it done? What is refused stands in the form."""
        action, fields = _DOES[self.cleaned_data["do"]]
        self.cleaned_data = {name: self.cleaned_data[name] for name in fields}
        self.run(action, **told)
        return not self.errors
