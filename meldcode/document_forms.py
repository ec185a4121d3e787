"""The form with which a document is added to a report that is not sent yet."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.attachments.cleaning.verdict import Fault
from desk.attachments.rules import MOST
from desk.forms import DeskForm
from meldcode.page_form import day, text

_ACCEPT = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.txt"


class DocumentForm(DeskForm):
    """One document: it says what it is, for it never replaces the description (domain.md rule 30)."""

    # Without the name of the page before it: that is what the way of the file goes by.
    file = forms.FileField(
        label=_("Bestand"),
        # What is wrong with a file is said by the action, and recorded.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
        error_messages={"required": _("Kies een bestand.")},
    )
    description = text(
        _("Wat is dit?"),
        rows=2,
        most=500,
        required=True,
        help_text=_("Bijvoorbeeld: brief van school over verzuim. Een document vervangt uw beschrijving niet."),
    )
    dated = day(_("Datum van het document"), help_text=_("Bijvoorbeeld 23-02-2026. Liefst niet ouder dan een jaar."))
    submission = forms.UUIDField(widget=forms.HiddenInput)
    rule_fields = {"attachment_is_described": "description", **dict.fromkeys(Fault, "file")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())
        self.fields["file"].help_text = gettext(
            "Een pdf, een foto (JPEG, PNG of HEIC) of platte tekst, hoogstens %(most)s MB. "
            "Een brief uit Word: bewaar hem eerst als pdf."
        ) % {"most": _most_megabytes()}

    def _refuse(self, refusal: ValidationError) -> None:
        """What the desk refuses is said in the language of the page."""
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
        said = {
            field: [
                ValidationError(said_here(str(error.code), str(one)), code=error.code)
                for error in errors
                for one in error.messages
            ]
            for field, errors in by_field.items()
        }
        super()._refuse(ValidationError(said))


def said_here(code: str, sentence: str) -> str:
    """The sentence of a rule of the desk in the language of the page; two of them have a number in them."""
    if code == Fault.LARGE:
        large = gettext("Dit bestand is te groot: hoogstens %(most)s MB. Maak het kleiner, of stuur het in delen.")
        return large % {"most": _most_megabytes()}
    if code == "attachments_fit_the_report":
        return gettext("Er liggen al %(most)s documenten bij uw melding. Haal er eerst een weg.") % {"most": MOST}
    return gettext(sentence)


def _most_megabytes() -> int:
    return int(settings.ATTACHMENT_MAX_BYTES) // (1024 * 1024)
