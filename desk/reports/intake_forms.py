"""The form of a new report, and the part of it that asks who reports."""

import json
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from desk import codelists
from desk.accounts.models import User
from desk.codes import CodeList, CodesField
from desk.directory.models import Municipality
from desk.forms import TidyField
from desk.reports import case_rules, rules
from desk.reports.choices import Answer, Channel, Disclosure, ReporterKind, ShieldGround
from desk.reports.form_parts import DayField, RuleForm
from desk.reports.identity import Reporter
from desk.reports.models import Report

NO_CHAT = str(case_rules.report_never_comes_by_chat.violation_error_message)
# Which capacities the list offers for each kind of reporter; the rule capacity_fits_the_reporter decides.
FITS = json.dumps(
    {
        ReporterKind.PROFESSIONAL: codelists.PROFESSIONAL_CAPACITIES,
        ReporterKind.CITIZEN: codelists.PRIVATE_CAPACITIES,
        ReporterKind.PERSON_CONCERNED: codelists.PERSON_CONCERNED_CAPACITIES,
        ReporterKind.EX_OFFICIO: ["P15"],
    }
)
# What a person can answer; the verdict and its stamps are never asked here.
ASKED_RULES = [one for one in rules.REPORTER_RULES if "verdict" not in one.name and "secrecy" not in one.name]
REPORTER_FIELDS = (
    *("kind", "capacity", "disclosure", "consent_on", "cannot_be_traced", "pros_and_cons_discussed"),
    *("unknown_reason", "ex_officio_reason"),
    *("shield_ground", "shield_explanation", "safety_agreement", "withheld", "review_on"),
    *rules.IDENTITY,
)
# Whoever files a report here is its owner.
_FILED_RULES = [one for one in case_rules.REPORT_RULES if "without_owner" not in one.name]
ABOUT = ("title", "municipality", "occasions", "natures")
ABOUT_RULES = [
    case_rules.report_asks_for_danger_first,
    case_rules.danger_in_report_is_acted_on,
    case_rules.report_says_what_it_is_about,
    case_rules.report_has_an_occasion,
    case_rules.report_has_a_nature,
    case_rules.report_child_natures_need_child_abuse,
]


def answers_radio(label: str, choices: list[tuple[str, str]], **kwargs: Any) -> forms.ChoiceField:
    """A question with short answers; whether it must be answered is a rule, so the rule's sentence is shown."""
    kwargs.setdefault("widget", forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=choices, required=False, **kwargs)


def answers_many(label: str, codes: CodeList) -> forms.MultipleChoiceField:
    """Several codes of one list, under the names of their groups."""
    return forms.MultipleChoiceField(
        label=label, choices=codes.grouped(), widget=forms.CheckboxSelectMultiple, required=False
    )


def text_of(model: type[Any], name: str, rows: int = 0, **attrs: Any) -> TidyField:
    """A text field with the label and the length of its column."""
    column = model._meta.get_field(name)
    field = TidyField(label=str(column.verbose_name), max_length=column.max_length, rows=rows, required=False)
    field.widget.attrs.update({"autocomplete": "off", **attrs})
    return field


class ReporterForm(RuleForm):
    """Who reports, and what the family may know of them (P3, P4, P5)."""

    rule_fields = {
        "professional_is_never_unknown": "disclosure",
        "unknown_is_for_citizens_only": "disclosure",
        "reporter_kind_is_known": "kind",
        "disclosure_is_known": "disclosure",
        "capacity_fits_the_reporter": "capacity",
        "known_reporter_has_a_name": "name",
        "known_reporter_can_be_reached": "phone",
        "professional_names_organisation": "organisation",
        "open_citizen_gave_consent": "consent_on",
        "unknown_needs_traceability_talk": "cannot_be_traced",
        "unknown_reporter_has_no_identity": "name",
        "ex_officio_says_why": "ex_officio_reason",
        "shielded_professional_has_a_ground": "shield_ground",
        "shielded_professional_explains": "shield_explanation",
        "shielded_professional_agrees_on_safety": "safety_agreement",
        "shielded_professional_is_reviewed": "review_on",
        "shield_ground_is_allowed": "shield_ground",
        "disclosing_is_one_way": "disclosure",
    }
    kind = answers_radio("Wie meldt?", ReporterKind.choices)
    capacity = forms.ChoiceField(
        label="Hoedanigheid",
        choices=[("", "Kies"), *codelists.CAPACITIES.grouped()],
        required=False,
        widget=forms.Select(attrs={"data-fits": FITS}),
    )
    name = text_of(Reporter, "name")
    organisation = text_of(Reporter, "organisation")
    function = text_of(Reporter, "function")
    phone = text_of(Reporter, "phone", inputmode="tel")
    email = forms.EmailField(label="E-mail", required=False, max_length=254)
    postal_address = text_of(Reporter, "postal_address")
    reachable = text_of(Reporter, "reachable")
    relation = text_of(Reporter, "relation")
    second_contact = text_of(Reporter, "second_contact")
    disclosure = answers_radio("Wat weet het gezin over de melder?", Disclosure.choices)
    consent_on = DayField(label="Toestemming gegeven op", required=False, help_text="Zonder toestemming: afgeschermd.")
    cannot_be_traced = answers_radio("Is de melding echt niet te herleiden?", Answer.choices)
    pros_and_cons_discussed = answers_radio("Zijn de voor- en nadelen besproken?", Answer.choices)
    unknown_reason = text_of(Reporter, "unknown_reason", rows=2)
    ex_officio_reason = text_of(Reporter, "ex_officio_reason", rows=2)
    shield_ground = answers_radio("Waarom moet de naam verborgen blijven?", [])
    shield_explanation = text_of(Reporter, "shield_explanation", rows=2)
    safety_agreement = text_of(Reporter, "safety_agreement", rows=2)
    withheld = text_of(Reporter, "withheld", rows=2)
    review_on = DayField(
        label="Opnieuw bekijken op",
        required=False,
        help_text="Bijvoorbeeld 23-02-2027. Dan kijkt de teamleider er weer naar.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        off = () if settings.SHIELD_ON_TRUST else (ShieldGround.TRUST,)
        self.fields["shield_ground"].choices = [pair for pair in ShieldGround.choices if pair[0] not in off]

    def reporter_answers(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The columns of Reporter. A citizen is shielded unless somebody chose otherwise (P5)."""
        told = {name: answers.get(name, "") for name in REPORTER_FIELDS if name in self.fields}
        told["consent_on"], told["review_on"] = answers.get("consent_on"), answers.get("review_on")
        if told["kind"] == ReporterKind.CITIZEN and not told["disclosure"] and "disclosure" not in self.errors:
            told["disclosure"] = Disclosure.SHIELDED
        return told

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError("Kies een dag die nog komt.")
        return day


class AboutForm(RuleForm):
    """Danger first, then what the report is about."""

    rule_fields = {
        "report_asks_for_danger_first": "danger",
        "danger_in_report_is_acted_on": "danger_action",
        "report_says_what_it_is_about": "title",
        "report_has_an_occasion": "occasions",
        "report_has_a_nature": "natures",
        "report_child_natures_need_child_abuse": "natures",
    }
    # The same order as in an advice: who answers under stress presses the place, not the word.
    danger = answers_radio(
        "Is er nu direct gevaar?", [(one.value, one.label) for one in (Answer.NO, Answer.YES, Answer.UNKNOWN)]
    )
    danger_action = text_of(Report, "danger_action", rows=2)
    title = text_of(Report, "title")
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, empty_label="Nog niet bekend"
    )
    occasions = answers_many("Aanleiding", codelists.OCCASIONS)
    natures = answers_many("Aard van het geweld", codelists.NATURES)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region=by.region_id).order_by("name")
        self.fields["danger"].option_stop = {Answer.YES}
        self.fields["title"].help_text = "Eén regel, zonder namen: dit staat in lijsten."

    def about_answers(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {name: answers.get(name) or _empty(name) for name in AboutForm.base_fields}


class NewReportForm(AboutForm, ReporterForm):
    """Everything a report starts with, on one page."""

    rule_fields = {
        **AboutForm.rule_fields,
        **ReporterForm.rule_fields,
        "late_entry_has_a_reason": "late_reason",
        "report_is_entered_after_receipt": "received_on",
        "report_never_comes_by_chat": "channel",
    }
    # As on the page, so that the list of errors runs from top to bottom.
    field_order = ("danger", "danger_action", "channel", "received_on", "received_time", "late_reason", *ABOUT)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    channel = answers_radio("Hoe kwam de melding binnen?", [*Channel.choices, ("chat", "Chat")])
    received_on = DayField(label="Dag", error_messages={"required": "Vul de dag in waarop de melding binnenkwam."})
    received_time = forms.TimeField(
        label="Tijd",
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "w-auto", "size": 6, "placeholder": "uu:mm"}),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={
            "required": "Vul de tijd in.",
            "invalid": "Schrijf de tijd als uren en minuten, bijvoorbeeld 14:05.",
        },
    )
    late_reason = text_of(Report, "late_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].option_off = {"chat": "(alleen advies: vraag de beller om te bellen)"}
        self.fields["late_reason"].help_text = "Alleen als de melding meer dan 24 uur geleden binnenkwam."

    def clean_channel(self) -> str:
        channel: str = self.cleaned_data["channel"]
        if channel not in Channel.values:
            sentence = NO_CHAT if channel else "Kies hoe de melding binnenkwam."
            raise forms.ValidationError(sentence, code="report_never_comes_by_chat")
        return channel

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if not 2015 <= day.year <= 2200:
            raise forms.ValidationError("Deze dag kan niet kloppen. Controleer het jaar.")
        return day

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        report = self.about_answers(answers)
        report.update({name: answers.get(name, "") for name in ("channel", "late_reason")})
        report["received_at"] = _moment(answers)
        reporter = self.reporter_answers(answers)
        told = Report(**report, entered_at=timezone.now())
        self.hold((told, _FILED_RULES), (Reporter(**reporter), ASKED_RULES))
        return {**report, "submission": answers.get("submission"), "reporter": reporter}


def _empty(name: str) -> Any:
    column = Report._meta.get_field(name)
    return None if column.null else () if isinstance(column, CodesField) else ""


def _moment(answers: dict[str, Any]) -> datetime | None:
    day, time = answers.get("received_on"), answers.get("received_time")
    # In UTC: in the hour that comes twice in October a moment of another zone is equal to none (PEP 495).
    return timezone.make_aware(datetime.combine(day, time)).astimezone(UTC) if day and time else None
