"""The forms of the three questions. What is asked is decided here; what must hold is decided in rules.py."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from desk import codelists
from desk.assessment.choices import Answer, CircleCan, GroundKind, Outcome, Physician, Question, Unsafe
from desk.assessment.models import Assessment, Consultation
from desk.assessment.reading import COLUMNS, label_of, text_of
from desk.forms import LINE, NOTE, SHORT, DeskForm, TidyField, VersionField
from desk.roles import EXPERTS, Role

TEXT = 2 * NOTE
_CONTACT = "contact_"
# A hidden part is not sent: what was written there stays as it was.
_ASKED_WHEN_UNSAFE = {*COLUMNS[Question.NEEDED], *COLUMNS[Question.WHO]}


def _column(name: str) -> str:
    return str(Assessment._meta.get_field(name).verbose_name)


def _radio(name: str, choices: Any, help_text: str = "", label: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label or _column(name),
        choices=choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        required=False,
        help_text=help_text,
    )


def _text(name: str, help_text: str = "", rows: int = 2, max_length: int = TEXT, label: str = "") -> TidyField:
    return TidyField(
        label=label or _column(name), rows=rows, max_length=max_length, required=False, help_text=help_text
    )


class GroundForm(DeskForm):
    """One ground that is being typed. Its fields are part of the big form, so that nothing around it is lost."""

    version = VersionField()
    ground_kind = forms.ChoiceField(label="Soort", choices=GroundKind.choices)
    ground_text = TidyField(label="Wat", max_length=TEXT)
    ground_source = TidyField(label="Bron", max_length=2 * SHORT)
    ground_dated = forms.DateField(
        label="Datum",
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"placeholder": "dd-mm-jjjj", "autocomplete": "off"}),
        error_messages={"invalid": "Schrijf de datum als dag-maand-jaar, zoals 19-11-2026."},
    )
    ground_withheld = forms.BooleanField(label="Niet laten doorklinken", required=False)
    rule_fields = {
        "ground_kind_is_known": "ground_kind",
        "ground_says_something": "ground_text",
        "ground_has_a_source": "ground_source",
        "ground_is_not_from_the_future": "ground_dated",
    }

    def clean(self) -> dict[str, Any]:
        """The columns of a ground, without the prefix that keeps them apart on the page."""
        cleaned = super().clean() or self.cleaned_data
        return {name.removeprefix("ground_"): value for name, value in cleaned.items()}


class QuestionsForm(DeskForm):
    """The three questions. Nothing is required here: half an answer may be kept, a proposal asks the rules."""

    version = VersionField()

    unsafe = _radio("unsafe", Unsafe.choices)
    explanation = _text("explanation", rows=3, max_length=4 * NOTE)
    acute = _radio(
        "acute",
        Answer.choices,
        "Direct gevaar nu of in de komende uren of dagen. Ook als een kind zelf vertelt en om hulp vraagt.",
    )
    structural = _radio("structural", Answer.choices, "Het komt terug of gaat door.")
    disclosure = _radio("disclosure", Answer.choices, "Het slachtoffer vertelt er zelf over of vraagt om hulp.")
    established = _radio("established", Answer.choices)
    immediate_action = _text("immediate_action")
    medical_triggers = forms.MultipleChoiceField(
        label=_column("medical_triggers"),
        choices=codelists.MEDICAL_TRIGGERS.choices(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Dan hoort de vertrouwensarts erbij.",
    )
    physician = _radio("physician", Physician.choices)
    no_physician_reason = _text("no_physician_reason", max_length=NOTE)

    safety_conditions = _text("safety_conditions")
    professional_help = _text("professional_help")
    own_strength = _text("own_strength")
    network = _text("network")
    circle_can = _radio("circle_can", CircleCan.choices)
    cooperates = _radio("cooperates", Answer.choices)

    parties = forms.MultipleChoiceField(
        label=_column("parties"),
        choices=codelists.PARTIES.grouped(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stays_here = forms.BooleanField(label="Veilig Thuis houdt het zelf", required=False)
    regional_task = forms.BooleanField(label=_column("regional_task"), required=False)

    outcome = forms.ChoiceField(label="Welk besluit?", widget=forms.RadioSelect, required=False)
    deviation_reason = _text("deviation_reason", rows=3)

    ground_kind = forms.ChoiceField(label="Soort", choices=GroundKind.choices, required=False)
    ground_text = TidyField(label="Wat", max_length=TEXT, required=False)
    ground_source = TidyField(label="Bron", max_length=2 * SHORT, required=False)
    ground_dated = forms.CharField(label="Datum", widget=GroundForm.base_fields["ground_dated"].widget, required=False)
    ground_withheld = forms.BooleanField(label="Niet laten doorklinken", required=False)

    acute.option_stop = {Answer.YES}  # type: ignore[attr-defined]

    def __init__(self, data: Any = None, *, assessment: Assessment) -> None:
        super().__init__(data, initial=_initial(assessment))
        for key, party in codelists.PARTIES.choices():
            self.fields[_CONTACT + key] = TidyField(label=f"Contact bij {party}", max_length=LINE, required=False)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = [("", "Zoals de tabel zegt"), *Outcome.choices]

    @property
    def contacts(self) -> list[tuple[str, BoundField]]:
        """(party, field) of every party, for the template."""
        return [(key, self[_CONTACT + key]) for key in codelists.PARTIES.keys]

    def clean(self) -> dict[str, Any]:
        """The columns of an assessment; a ground in typing goes along as `ground`."""
        cleaned = super().clean() or self.cleaned_data
        ground = self._ground()
        contacts = {key: cleaned.get(_CONTACT + key, "") for key in cleaned.get("parties", [])}
        answers = {name: value for name, value in cleaned.items() if self._is_column(name)}
        if "contacts" not in self._not_asked(cleaned):
            answers["contacts"] = {key: who for key, who in contacts.items() if who}
        return {**answers, **({"ground": ground} if ground else {})}

    def place_of(self, rule: str, field: str = "") -> str:
        """The field at which a refusal is shown; a rule about several points at the one that is empty."""
        several = _SEVERAL.get(rule, ())
        empty = next((name for name in several if not self[name].value()), "")
        place = empty or (several[0] if several else _PLACES.get(rule, field))
        return place if place in self.fields else ""

    def differences(self) -> list[tuple[str, Any, Any]]:
        """After a stale save: (label, what a colleague stored, what was typed), in the words of the screen."""
        if self.stale is None or not isinstance(self.stale.current, Assessment):
            return []
        typed = with_answers(self.stale.current, self.cleaned_data)
        rows = ((label_of(name), text_of(self.stale.current, name), text_of(typed, name)) for name in _COMPARED)
        return [row for row in rows if row[1] != row[2]]

    def _refuse(self, refusal: forms.ValidationError) -> None:
        places = [*_PLACES, *_SEVERAL]
        self.rule_fields = {**GroundForm.rule_fields, **{rule: self.place_of(rule) for rule in places}}
        super()._refuse(refusal)

    def _ground(self) -> dict[str, Any] | None:
        if not any(self.data.get(name, "").strip() for name in ("ground_text", "ground_source")):
            return None
        form = GroundForm(self.data)
        for field in () if form.is_valid() else form.errors:
            for error in form.errors.as_data()[field]:
                self.add_error(field if field in self.fields else None, error)
        return {name: value for name, value in form.cleaned_data.items() if name != "version"}

    def _is_column(self, name: str) -> bool:
        return not name.startswith((_CONTACT, "ground_")) and name not in self._not_asked(self.cleaned_data)

    def _not_asked(self, cleaned: Mapping[str, Any]) -> set[str]:
        """Columns whose part of the page was hidden: with unsafe = no questions 2 and 3, and text that was not sent."""
        unsent = {name for name in self.fields if isinstance(self.fields[name], TidyField) and name not in self.data}
        return unsent | (_ASKED_WHEN_UNSAFE if cleaned.get("unsafe") == Unsafe.NO else set())


_COMPARED = [name for names in COLUMNS.values() for name in names]
_SEVERAL = {
    "unsafety_is_graded": ("acute", "structural", "disclosure"),
    "yes_asks_what_is_needed": ("safety_conditions", "circle_can"),
    "medical_trigger_asks_the_physician": ("physician", "no_physician_reason"),
}
_PLACES = {
    "first_question_is_answered": "unsafe",
    "no_unsafety_is_not_acute": "unsafe",
    "no_unsafety_has_an_explanation": "explanation",
    "a_fact_or_statement_stands": "ground_text",
    "acute_means_acting_first": "immediate_action",
    "yes_asks_who_picks_it_up": "parties",
    "handover_names_a_party": "parties",
    "no_unsafety_closes_the_report": "outcome",
    "unsafety_is_followed_up": "outcome",
    "proposal_has_an_outcome": "outcome",
    "outcome_is_in_the_table": "outcome",
    "deviating_needs_a_reason": "deviation_reason",
}


def _initial(assessment: Assessment) -> dict[str, Any]:
    columns = {name: getattr(assessment, name) for name in _COMPARED if name != "contacts"}
    contacts = {_CONTACT + key: who for key, who in assessment.contacts.items()}
    outcome = assessment.outcome if assessment.deviates else ""
    return {**columns, **contacts, "outcome": outcome, "version": assessment.version}


def with_answers(assessment: Assessment, answers: Mapping[str, Any]) -> Assessment:
    """Return a copy of `assessment` with these answers, for showing; it is never saved."""
    copy = Assessment(**{f.attname: getattr(assessment, f.attname) for f in assessment._meta.concrete_fields})
    copy._state.fields_cache = dict(assessment._state.fields_cache)
    for name in set(_COMPARED) & set(answers):
        setattr(copy, name, answers[name])
    return copy


class TakeBackForm(DeskForm):
    version = VersionField()


class ConsultationForm(DeskForm):
    """An expert was asked: question and advice, never the file."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    discipline = forms.ChoiceField(
        label="Deskundige",
        choices=[(role.value, role.label) for role in Role if role in EXPERTS],
        widget=forms.RadioSelect,
    )
    expert = TidyField(label="Wie", max_length=SHORT)
    question = TidyField(
        label=str(Consultation._meta.get_field("question").verbose_name),
        rows=4,
        max_length=TEXT,
        help_text="De deskundige krijgt het dossier niet. Noem geen namen, nummers of adressen.",
    )
    advice = TidyField(label="Het advies", rows=4, max_length=4 * NOTE)
    rule_fields = {"expert_is_an_expert": "discipline", "consultation_is_complete": "question"}
