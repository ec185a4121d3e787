"""The one page of an advice. Nothing typed is looked up in the database: choices are loaded, then compared."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager

from desk import codelists, guard
from desk.accounts.models import Region
from desk.advice.choices import Channel, Danger, DangerAction, Seeker, ShortKind, Theme
from desk.advice.models import REMARK_LENGTH, TAGS_LENGTH, TEXT_LENGTH, Advice
from desk.advice.texts import READ_AT_MOST, texts_pass_the_guard
from desk.codes import CodeList
from desk.directory.models import Municipality, Organisation
from desk.forms import DeskForm, TidyField, VersionField

LISTS = {
    "capacity": codelists.CAPACITIES,
    "occasions": codelists.OCCASIONS,
    "natures": codelists.NATURES,
    "trafficking_kinds": codelists.TRAFFICKING_KINDS,
    "questions": codelists.QUESTIONS,
    "advice_given": codelists.ADVICE_GIVEN,
}
GROUPED = {"capacity", "natures"}
HELP = "Schrijf ‘een leerling’, ‘de moeder’, ‘een bekende’. Hoogstens 600 tekens."


def _column(name: str) -> str:
    return str(Advice._meta.get_field(name).verbose_name)


def _radio(name: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_column(name), choices=choices, widget=forms.RadioSelect)


def _several(name: str, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_column(name), choices=LISTS[name].choices, required=required, widget=forms.CheckboxSelectMultiple
    )


class AdviceForm(DeskForm):
    """Everything of one advice. `today` is the day at the desk; `region` gives the municipalities."""

    danger = _radio("danger", Danger.choices)
    danger_action = forms.ChoiceField(
        label=_column("danger_action"), choices=DangerAction.choices, widget=forms.RadioSelect, required=False
    )
    channel = _radio("channel", Channel.choices)
    opened_on = forms.DateField(
        label="Dag",
        input_formats=["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"placeholder": "dd-mm-jjjj"}),
    )
    seeker = _radio("seeker", Seeker.choices)
    capacity = forms.ChoiceField(label=_column("capacity"))
    municipality = forms.TypedChoiceField(label=_column("municipality"), required=False, empty_value=None)
    occasions = _several("occasions", required=True)
    natures = _several("natures", required=True)
    trafficking = _radio("trafficking", Theme.choices)
    trafficking_kinds = _several("trafficking_kinds")
    questions = _several("questions")
    question_text = TidyField(
        label=_column("question_text"), rows=3, max_length=TEXT_LENGTH, required=False, help_text=HELP
    )
    advice_given = _several("advice_given")
    advice_text = TidyField(label=_column("advice_text"), rows=2, max_length=TEXT_LENGTH, required=False)
    referral_text = TidyField(
        label=_column("referral_text"),
        max_length=REMARK_LENGTH,
        required=False,
        help_text="Waarom daarheen, en voor wat.",
    )
    tags = TidyField(
        label=_column("tags"),
        max_length=TAGS_LENGTH,
        required=False,
        help_text="Zo vindt het team dit terug. Geen namen.",
    )
    # Never kept: what is pasted comes back in the text above, without its headers and addresses.
    pasted = TidyField(
        label="Plak hier de chat of de e-mail",
        rows=3,
        max_length=READ_AT_MOST,
        required=False,
        help_text="Wij halen adressen, ondertekening en tijden weg, en lezen de rest na.",
    )
    # What the guard asked about and somebody said points to nobody: tokens of this page, never words.
    doubts = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    referrals = forms.TypedMultipleChoiceField(
        label=_column("referrals"), required=False, widget=forms.CheckboxSelectMultiple
    )
    moments = forms.IntegerField(label="Contactmomenten", min_value=1, max_value=99)
    spoken_code = forms.CharField(widget=forms.HiddenInput, required=False)
    code_given = forms.BooleanField(label="Code gegeven", required=False)

    rule_fields = {
        "advice_has_one_capacity": "capacity",
        "advice_has_an_occasion": "occasions",
        "advice_has_a_nature": "natures",
        "advice_child_natures_need_child_abuse": "natures",
        "advice_channel_is_known": "channel",
        "advice_seeker_is_known": "seeker",
        "advice_asks_for_danger_first": "danger",
        "danger_in_advice_is_acted_on": "danger_action",
        "advice_theme_is_known": "trafficking",
        "advice_kinds_need_the_theme": "trafficking_kinds",
        "advice_has_moments": "moments",
    }

    def __init__(
        self,
        *args: Any,
        today: date,
        region: Region,
        organisations: list[Organisation],
        public: guard.Public,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.organisations, self.public = today, organisations, public
        doubts = self.data.getlist("doubts") if self.is_bound else []
        self.fields["doubts"].choices = [(token, token) for token in doubts]
        places = {str(place.pk): place for place in Municipality.objects.filter(region=region).order_by("name")}
        parties = {str(organisation.pk): organisation for organisation in organisations}
        _offer(self.fields["municipality"], places, empty="Niet gevraagd")
        _offer(self.fields["referrals"], parties)
        self.fields["danger"].option_stop = {Danger.YES}
        self._offer_codes()

    def _offer_codes(self) -> None:
        day = self._day()
        for name, codes in LISTS.items():
            choices = codes.grouped(day) if name in GROUPED else codes.choices(day)
            self.fields[name].choices = [("", "Kies"), *choices] if name == "capacity" else choices

    def _day(self) -> date:
        """The day whose codes count: as typed, or as the record has it."""
        typed = self["opened_on"].value() or self.today
        try:
            return self.fields["opened_on"].to_python(typed) or self.today
        except ValidationError:
            return self.today

    def judge_paste(self) -> None:
        """Say what is wrong with a paste that was not taken over, and nothing of the rest of the form."""
        try:
            self.fields["pasted"].clean(self["pasted"].value())
        except ValidationError as wrong:
            self.add_error("pasted", wrong)

    def clean_pasted(self) -> str:
        if self.cleaned_data["pasted"]:
            raise ValidationError("Druk op ‘Overnemen’, of maak dit veld leeg.", code="paste_is_taken_over")
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("pasted", None)
        if not data.pop("code_given", False):
            data["spoken_code"] = ""
        # The action is where a text is refused; here only so that one look shows all that is wrong.
        if self.errors:
            try:
                texts_pass_the_guard(data, self.public)
            except ValidationError as refusal:
                self._refuse(refusal)
        return data

    def differences(self) -> list[tuple[str, Any, Any]]:
        """After a stale save: label, what it says now and what was typed, in words."""
        if self.stale is None:
            return []
        names = [name for name in self.fields if hasattr(self.stale.current, name) and name != "version"]
        rows = [
            (str(self.fields[n].label), said(n, getattr(self.stale.current, n)), said(n, self.cleaned_data.get(n)))
            for n in names
        ]
        return [row for row in rows if row[1] != row[2]]


class NewAdviceForm(AdviceForm):
    """An advice that is not stored yet; sending the same form twice is one advice."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class OpenAdviceForm(AdviceForm):
    """An advice somebody left open."""

    version = VersionField()


class CodeForm(DeskForm):
    """The code a caller says."""

    spoken_code = TidyField(label="De acht woorden van de beller", max_length=120)


class SearchForm(DeskForm):
    """What to look for among the advices of the team. Sent by POST: words belong in no address."""

    q = TidyField(label="Zoek op nummer, trefwoord of woord", max_length=60)


class ScrubForm(DeskForm):
    """What slipped through, and what it is. The words go no further than the text they are taken from."""

    kind = forms.ChoiceField(label="Wat is het?", choices=[("", "Kies"), *guard.LABELS.items()])
    words = TidyField(label="Welke woorden moeten weg?", max_length=200, help_text="Neem ze over zoals ze er staan.")
    version = VersionField()


class ShortContactForm(DeskForm):
    """One key on the keyboard. Without a key of its own it is a contact of its own."""

    kind = forms.ChoiceField(choices=ShortKind.choices)
    key = forms.UUIDField(required=False)

    def clean_key(self) -> Any:
        return self.cleaned_data["key"] or uuid4()


def current_answers(advice: Advice) -> dict[str, Any]:
    """Return the initial values of the form for this advice."""
    names = [name for name in OpenAdviceForm.base_fields if hasattr(advice, name)]
    answers = {name: getattr(advice, name) for name in names}
    return {
        **answers,
        "municipality": advice.municipality_id,
        "referrals": list(advice.referrals.values_list("pk", flat=True)),
    }


def said(name: str, value: Any) -> str:
    """The value of a column in words."""
    if isinstance(value, Manager):
        value = value.order_by("name")
    codes: CodeList | None = LISTS.get(name)
    if codes is not None:
        return "; ".join(codes.labels(codes.members(codes.mask([value] if isinstance(value, str) else value or []))))
    if isinstance(value, (list, tuple)) or hasattr(value, "iterator"):
        return "; ".join(sorted(map(str, value)))
    choices = dict(getattr(Advice._meta.get_field(name), "choices", None) or ())
    return str(choices.get(value, "" if value is None else value))


def _offer(field: Any, rows: dict[str, Any], empty: str = "") -> None:
    field.choices = ([("", empty)] if empty else []) + [(key, str(row)) for key, row in rows.items()]
    field.coerce = rows.__getitem__
