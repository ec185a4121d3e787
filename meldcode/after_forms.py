"""What somebody may still say about a report they sent: facts apart from what they think of them."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.contact.choices import Kind
from meldcode.forms import PortalForm
from meldcode.page_form import radio
from meldcode.page_form import text as words
from meldcode.status import PARTS

_STORY = 4000
_KEPT_BACK = _("Zet dit aan als het gezin hieraan kan zien wie er meldde.")


class MessageForm(PortalForm):
    """A message that counts once, however often it is sent."""

    kind = ""
    submission = forms.UUIDField(widget=forms.HiddenInput)
    withheld = forms.BooleanField(label=_("Niet delen met het gezin"), required=False, help_text=_KEPT_BACK)
    rule_fields = {
        "message_says_something": "text",
        "added_fact_has_a_source": "who",
        "correction_says_of_what": "part",
    }

    def __init__(self, *args: Any, is_shielded: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())
        # Whoever is shielded ticks it off instead of on: forgetting it must not give them away (P6).
        self.initial.setdefault("withheld", is_shielded)


class AnswerForm(MessageForm):
    kind = Kind.ANSWER
    text = words(_("Uw antwoord"), rows=5, most=_STORY, required=True, help_text=_("Wat u zag of hoorde."))
    view = words(
        _("Wat denkt u zelf daarvan?"), rows=2, most=_STORY, help_text=_("Uw mening staat apart van de feiten.")
    )
    field_order = ["text", "view", "withheld", "submission"]


class AdditionForm(MessageForm):
    kind = Kind.ADDITION
    text = words(
        _("Wat is er gezien of gebeurd?"), rows=5, most=_STORY, required=True, help_text=_("Alleen feiten: wat en wie.")
    )
    who = words(_("Wie zag dit?"), most=120, required=True, initial=_("Ikzelf"))
    happened = words(_("Wanneer?"), most=120)
    view = words(
        _("Wat denkt u zelf daarvan?"), rows=2, most=_STORY, help_text=_("Uw mening staat apart van de feiten.")
    )
    field_order = ["text", "who", "happened", "view", "withheld", "submission"]


class CorrectionForm(MessageForm):
    kind = Kind.CORRECTION
    part = radio(_("Wat klopt er niet?"), list(PARTS.items()))
    text = words(_("Hoe moet het zijn?"), rows=4, most=_STORY, required=True)
    field_order = ["part", "text", "withheld", "submission"]


class WithdrawalForm(MessageForm):
    kind = Kind.WITHDRAWAL
    text = words(_("Waarom wilt u de melding intrekken?"), rows=4, most=500, required=True)
    withheld = None
    field_order = ["text", "submission"]
