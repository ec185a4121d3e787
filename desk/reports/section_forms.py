"""The forms of the sections of an intake, one per part of the list beside it."""

from typing import Any

from django import forms

from desk import codelists
from desk.forms import DeskForm, TidyField, VersionField
from desk.reports import case_rules, rules
from desk.reports.choices import Answer, ObservationList, PassageKind, Seen
from desk.reports.form_parts import SectionForm
from desk.reports.identity import Reporter
from desk.reports.intake_forms import (
    ABOUT_RULES,
    ASKED_RULES,
    REPORTER_FIELDS,
    AboutForm,
    ReporterForm,
    answers_many,
    answers_radio,
    text_of,
)
from desk.reports.models import Passage, Report
from desk.reports.persons import Household

FACT_SOURCE = str(case_rules.fact_has_a_source.violation_error_message)
SEEN_SOURCE = str(case_rules.seen_signal_has_a_source.violation_error_message)


class BeginForm(SectionForm, AboutForm):
    """Danger, and what the report is about; when and how it came in is not changed afterwards."""

    columns = ("danger", "danger_action", "title", "municipality_id", "occasions", "natures")

    @classmethod
    def opened_on(cls, row: Any) -> dict[str, Any]:
        return {**super().opened_on(row), "municipality": row.municipality_id}

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        told = self.about_answers(answers)
        self.hold((Report(**told), ABOUT_RULES))
        return {**told, "version": answers.get("version")}


class CorrectReporterForm(SectionForm, ReporterForm):
    """The reporter after filing. What is known stays masked: a new value replaces it, blank keeps it."""

    columns = tuple(name for name in REPORTER_FIELDS if name not in rules.IDENTITY)

    def __init__(self, *args: Any, reporter: Reporter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reporter = reporter

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        told = self.reporter_answers(answers)
        if told["disclosure"] != "unknown":
            told = {name: value for name, value in told.items() if value or name not in rules.IDENTITY}
        known = {name: told.get(name, getattr(self.reporter, name)) for name in REPORTER_FIELDS}
        self.hold((Reporter(**known, disclosed_on=self.reporter.disclosed_on), ASKED_RULES))
        return {**told, "version": answers.get("version")}

    def differences(self) -> list[tuple[str, Any, Any]]:
        labels = {str(self.fields[name].label) for name in rules.IDENTITY}
        return [row for row in super().differences() if row[0] not in labels]


class HouseholdForm(SectionForm):
    columns = ("label", "address", "postcode", "place", "composition")
    label = text_of(Household, "label")
    address = text_of(Household, "address")
    postcode = text_of(Household, "postcode")
    place = text_of(Household, "place")
    composition = text_of(Household, "composition", rows=3)

    def clean_label(self) -> str:
        return self.cleaned_data["label"] or "Huishouden"


class PassageForm(DeskForm):
    """One thing that was seen or said. An empty row is no row; that is also how a row is taken away."""

    kind = forms.ChoiceField(label="Soort", choices=PassageKind.choices, initial=PassageKind.FACT)
    what = text_of(Passage, "what", rows=3)
    happened = text_of(Passage, "happened")
    place = text_of(Passage, "place")
    how_often = text_of(Passage, "how_often")
    who = text_of(Passage, "who")
    withheld = forms.BooleanField(
        label="Niet laten doorklinken", required=False, help_text="Dit wijst naar de melder: het gaat niet naar buiten."
    )

    @property
    def says_something(self) -> bool:
        texts = ("what", "happened", "place", "how_often", "who")
        return any(self.cleaned_data.get(name) for name in texts)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.says_something or self.errors:
            return answers
        if not answers["what"]:
            self.add_error("what", str(case_rules.passage_says_something.violation_error_message))
        if answers.get("kind") != PassageKind.INTERPRETATION and not answers["who"]:
            self.add_error("who", FACT_SOURCE)
        return answers


class PassageRows(forms.BaseFormSet):
    def as_typed(self) -> "PassageRows":
        """Show a draft without judging it."""
        self._errors, self._non_form_errors = [{} for _ in self.forms], self.error_class()
        for form in self.forms:
            form.as_typed()
        return self

    def passages(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.says_something]


PassageFormSet = forms.formset_factory(PassageForm, formset=PassageRows, extra=1, max_num=60, absolute_max=80)


class PassagesForm(SectionForm):
    """The head of the rows: it holds the version, and hands the rows to the action."""

    @classmethod
    def answers_of(cls, row: Any) -> dict[str, Any]:
        names = list(PassageForm.base_fields)
        return {"passages": list(row.passages.values(*names))}


class TraffickingForm(SectionForm):
    """Signals and risk factors: seen, not seen or unknown, with who saw it. Nothing is added up."""

    rule_fields = {"report_kinds_need_the_theme": "trafficking_kinds"}
    columns = ("trafficking", "trafficking_kinds", "labour_sectors")
    trafficking = answers_radio("Zijn er signalen van mensenhandel?", Answer.choices)
    trafficking_kinds = answers_many("Vormen van mensenhandel", codelists.TRAFFICKING_KINDS)
    labour_sectors = answers_many("Sector van het werk", codelists.LABOUR_SECTORS)
    lists = {ObservationList.SIGNAL: codelists.SIGNALS, ObservationList.RISK_FACTOR: codelists.RISK_FACTORS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in ((name, code.label) for _, code, name in self._asked()):
            self.fields[name] = answers_radio(label, Seen.choices, initial=Seen.UNKNOWN)
            attrs = {"aria-label": f"{label}: wie zag dit?", "placeholder": "wie zag dit?", "autocomplete": "off"}
            source = TidyField(label=f"{label}: wie zag dit?", max_length=120, required=False)
            source.widget.attrs.update(attrs)
            self.fields[f"{name}-source"] = source

    @classmethod
    def answers_of(cls, row: Any) -> dict[str, Any]:
        seen = {f"{o.list}-{o.code}": (o.state, o.source) for o in row.observations.all()}
        return {**super().answers_of(row), "observations": seen}

    @classmethod
    def opened_on(cls, row: Any) -> dict[str, Any]:
        opened = super().opened_on(row)
        for name, (state, source) in opened.pop("observations").items():
            opened[name], opened[f"{name}-source"] = state, source
        return opened

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The rows of one table: label, answer and source."""
        names = [(code.label, name) for asked, code, name in self._asked() if asked == kind]
        return [{"label": label, "state": self[name], "source": self[f"{name}-source"]} for label, name in names]

    @property
    def signals(self) -> list[dict[str, Any]]:
        return self.rows(ObservationList.SIGNAL)

    @property
    def risk_factors(self) -> list[dict[str, Any]]:
        return self.rows(ObservationList.RISK_FACTOR)

    def clean_trafficking(self) -> str:
        return self.cleaned_data["trafficking"] or Answer.UNKNOWN

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        told = {name: answers.get(name) for name in (*self.columns, "version") if name in answers}
        told["observations"] = [row for row in (self._answer(asked, answers) for asked in self._asked()) if row]
        if not self.errors:
            theme = Report(**{name: told[name] for name in self.columns})
            self.hold((theme, [case_rules.report_kinds_need_the_theme]))
        return told

    def _answer(self, asked: tuple[str, Any, str], answers: dict[str, Any]) -> dict[str, str] | None:
        kind, code, name = asked
        state, source = answers.get(name) or Seen.UNKNOWN, answers.get(f"{name}-source", "")
        if state == Seen.SEEN and not source:
            self.add_error(f"{name}-source", f"{code.label}: {SEEN_SOURCE[0].lower()}{SEEN_SOURCE[1:]}")
        if state == Seen.UNKNOWN and not source:
            return None
        return {"list": kind, "code": code.key, "state": state, "source": source}

    @classmethod
    def _asked(cls) -> list[tuple[str, Any, str]]:
        return [(kind, code, f"{kind.value}-{code.key}") for kind, codes in cls.lists.items() for code in codes]


class HelpForm(SectionForm):
    columns = ("help_present", "network", "protective")
    help_present = text_of(Report, "help_present", rows=3)
    network = text_of(Report, "network", rows=3)
    protective = text_of(Report, "protective", rows=3)


class MeldcodeForm(SectionForm):
    """The steps are asked of a professional only; whether the persons know is asked of everybody."""

    rule_fields = {"not_informed_has_a_reason": "not_informed_reason"}
    columns = ("meldcode_complete", "meldcode_note", "persons_informed", "not_informed_reason")
    meldcode_complete = answers_radio("Heeft de professional de stappen van de meldcode gezet?", Answer.choices)
    meldcode_note = text_of(Report, "meldcode_note", rows=3)
    persons_informed = answers_radio("Weten de personen van de melding?", Answer.choices)
    not_informed_reason = text_of(Report, "not_informed_reason", rows=2)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        told = {name: answers.get(name, "") for name in self.columns}
        self.hold((Report(**told), [case_rules.not_informed_has_a_reason]))
        return answers


class RequestForm(SectionForm):
    """What the reporter asks, and whether they hear of it."""

    columns = ("request",)
    request = text_of(Report, "request", rows=4)
    wants_feedback = forms.BooleanField(label="De melder wil bericht over wat er gebeurt", required=False)
    stays_involved = forms.BooleanField(label="De melder blijft betrokken bij de personen", required=False)


class TakeInForm(DeskForm):
    version = VersionField()


class WithdrawForm(DeskForm):
    rule_fields = {"withdrawn_report_says_why": "withdrawn_reason"}
    version = VersionField()
    withdrawn_reason = text_of(Report, "withdrawn_reason", rows=2)
