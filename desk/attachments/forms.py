"""The form with which a document is put with a report, and the one that takes it away."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings

from desk.attachments.cleaning.verdict import Fault
from desk.forms import DeskForm, TidyField
from desk.reports.form_parts import DayField

_ACCEPT = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.txt"


class AttachmentForm(DeskForm):
    file = forms.FileField(
        label="Bestand",
        # What is wrong with a file is said by the action, and recorded.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )
    description = TidyField(
        label="Wat is dit?",
        max_length=500,
        rows=2,
        help_text="Bijvoorbeeld: brief van school over verzuim. Een bijlage vervangt de beschrijving niet.",
    )
    dated = DayField(
        label="Datum van het document",
        required=False,
        help_text="Bijvoorbeeld 23-02-2026. Liefst niet ouder dan een jaar.",
    )
    withheld = forms.BooleanField(
        label="Niet laten doorklinken",
        required=False,
        help_text="Zet dit aan als het document wijst naar een melder die het gezin niet mag kennen.",
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    rule_fields = {"attachment_is_described": "description", **dict.fromkeys(Fault, "file")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid4())
        most = settings.ATTACHMENT_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = (
            f"Een pdf, een foto (JPEG, PNG of HEIC) of platte tekst, hoogstens {most} MB. "
            "Een brief uit Word: bewaar hem eerst als pdf."
        )


class RemoveForm(DeskForm):
    reason = TidyField(
        label="Waarom moet deze bijlage weg?",
        max_length=500,
        rows=2,
        help_text="Uw reden komt in het logboek. Noem er niemand in.",
    )
