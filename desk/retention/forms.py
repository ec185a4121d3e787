"""The forms of retention: choosing files that go, and deciding about one."""

from typing import Any

from django import forms

from desk.forms import NOTE, DeskForm, TidyField, VersionField
from desk.retention.choices import Verdict, Warned
from desk.retention.over import Kept

_DATE = {"placeholder": "dd-mm-jjjj", "autocomplete": "off"}
_NO_DATE = {"invalid": "Vul een datum in, zoals 23-11-2026."}


class ProposeForm(DeskForm):
    """Tick the files, and say whether the persons concerned were warned."""

    case_numbers = forms.MultipleChoiceField(
        label="Dossiers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één dossier.",
            "invalid_choice": "Eén van deze dossiers staat niet meer in de lijst. Kies opnieuw.",
        },
    )
    warned = forms.ChoiceField(
        label="Zijn de betrokkenen gewaarschuwd?",
        help_text="Zij mogen het dossier eerst inzien, of een kopie vragen.",
        choices=Warned,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    warned_on = forms.DateField(
        label="Gewaarschuwd op", required=False, widget=forms.DateInput(attrs=_DATE), error_messages=_NO_DATE
    )
    not_warned_reason = TidyField(label="Waarom niet?", rows=2, max_length=500, required=False)
    rule_fields = {"persons_are_warned_or_there_is_a_reason": "warned"}

    def __init__(self, *args: Any, found: list[Kept], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [one.case_file.number for one in found]
        self.fields["case_numbers"].choices = [(number, number) for number in numbers]  # type: ignore[attr-defined]


class DecideForm(DeskForm):
    """Destroy, or keep longer with a reason and a day."""

    verdict = forms.ChoiceField(
        label="Uw besluit",
        choices=[(Verdict.DESTROYED, "Vernietig het dossier"), (Verdict.KEPT, "Bewaar het langer")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies vernietigen of langer bewaren."},
    )
    kept_longer_until = forms.DateField(
        label="Bewaren tot en met", required=False, widget=forms.DateInput(attrs=_DATE), error_messages=_NO_DATE
    )
    reason = TidyField(
        label="Waarom langer bewaren?", help_text="Zonder namen.", rows=2, max_length=NOTE, required=False
    )
    version = VersionField()
    rule_fields = {"kept_longer_says_why_and_until": "reason"}
