"""The pages of the five steps. Nothing on them asks for a name, and nothing with a name on it is kept."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.reports.choices import Decider, KindcheckOutcome
from desk.reports.meldcode_rules import MOST_CHILDREN
from meldcode import steps, weighing
from meldcode.deciding import deviates
from meldcode.page_form import ANYTHING, MARKS, YES_NO, YES_NO_UNKNOWN, PageForm, day, many, radio, text

ANSWERS = (steps.YES, steps.NO, steps.UNKNOWN)
_LATER = _("Deze dag moet nog komen. Vul in wanneer u het deed.")
_WHICH_DAY = _("Vul in op welke dag dat was.")
_WHY = _("Schrijf in een paar woorden op waarom niet.")


class StepForm(PageForm):
    """A step has a day, and a day that has been."""

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise ValidationError(_LATER, code="day_has_been")
        return on


class SignalsForm(StepForm):
    """Step 1, with the kindcheck for an adult or adolescent client (domain.md 4.5)."""

    page = steps.SIGNALS
    nameless = ("seen", "kindcheck_why", "kindcheck_ages")
    depends = {
        "trigger": (("client", steps.ADULT), ("client", steps.ADOLESCENT)),
        "kindcheck": (("trigger", steps.YES), ("trigger", steps.UNKNOWN)),
        "kindcheck_why": (("kindcheck", steps.NOT_DONE),),
        "kindcheck_outcome": (("kindcheck", steps.DONE),),
        "kindcheck_children": (("kindcheck", steps.DONE),),
        "kindcheck_ages": (("kindcheck_children", ANYTHING),),
        "kindcheck_shared": (("kindcheck_children", ANYTHING),),
    }
    seen = text(
        _("Wat ziet of hoort u?"),
        rows=6,
        most=2000,
        required=True,
        help_text=_(
            "Schrijf geen namen op. Bijvoorbeeld: de leerling van 15 komt vaak te laat en heeft blauwe plekken."
        ),
    )
    on = day(_("Sinds welke dag?"), required=True, help_text=_("De dag waarop u het voor het eerst zag of hoorde."))
    client = radio(
        _("Hoe oud is uw cliënt?"),
        [
            (steps.ADULT, _("18 jaar of ouder")),
            (steps.ADOLESCENT, _("Een jongere van 12 tot en met 17 jaar")),
            (steps.CHILD, _("Een kind onder de 12")),
        ],
    )
    trigger = radio(
        _("Kan de situatie van uw cliënt gevaarlijk zijn voor kinderen?"),
        YES_NO_UNKNOWN,
        required=False,
        help_text=_(
            "Bijvoorbeeld door geweld, drank of drugs, een ernstige psychische ziekte, een verstandelijke beperking, "
            "of een zwangerschap. Bij een jongere: ook voor broertjes of zusjes in huis."
        ),
    )
    kindcheck = radio(
        _("Deed u de kindcheck?"),
        MARKS[:2],
        required=False,
        help_text=_(
            "U vraagt of uw cliënt voor kinderen zorgt of met kinderen in huis woont, hoe oud zij zijn, "
            "en of zij veilig zijn."
        ),
    )
    kindcheck_why = text(_("Waarom niet?"))
    kindcheck_outcome = radio(
        _("Wat kwam er uit de kindcheck?"),
        [
            (KindcheckOutcome.NO_CONCERN, _("Geen zorgen over kinderen")),
            (KindcheckOutcome.CONCERN, _("Zorgen over kinderen")),
            (KindcheckOutcome.EVASIVE, _("Geen antwoord, of een ontwijkend antwoord")),
        ],
        required=False,
    )
    kindcheck_children = forms.IntegerField(
        label=_("Hoeveel kinderen?"),
        required=False,
        min_value=0,
        max_value=MOST_CHILDREN,
        help_text=_("Kinderen onder de 18, ook een kind dat nog niet geboren is. Geen? Vul 0 in."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-auto", "size": 4, "autocomplete": "off"}),
    )
    kindcheck_ages = text(
        _("Hoe oud zijn zij?"), help_text=_("Bijvoorbeeld: 3 en 7 jaar, of nog niet geboren. Zonder namen.")
    )
    kindcheck_shared = radio(_("Wordt de zorg gedeeld met iemand anders?"), YES_NO_UNKNOWN, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.needs("trigger", _("Zeg of dit gevaarlijk kan zijn voor kinderen."))
        self.needs("kindcheck", _("Zeg of u de kindcheck deed."))
        self.needs("kindcheck_why", _WHY)
        self.needs("kindcheck_outcome", _("Zeg wat er uit de kindcheck kwam."))
        # Who answers evasively does not say how many; then it may stay empty.
        was_told = told.get("kindcheck_outcome") in (KindcheckOutcome.NO_CONCERN, KindcheckOutcome.CONCERN)
        how_many = _("Vul in hoeveel kinderen het zijn.")
        self.needs("kindcheck_children", how_many, when=was_told and told.get("kindcheck_children") is None)
        self.needs("kindcheck_ages", _("Vul in hoe oud zij zijn."))
        self.needs("kindcheck_shared", _("Zeg of iemand anders meezorgt."))
        return told


class ConsultationForm(StepForm):
    """Step 2: with whom. Of Veilig Thuis only whether: no day and no number leads to an advice (P2)."""

    page = steps.CONSULTATION
    nameless = ("why",)
    depends = {
        # Of Veilig Thuis alone the day would be the day of the advice (P2).
        "on": (("colleague", steps.DONE), ("officer", steps.DONE)),
        "why": tuple(
            (whom, mark)
            for whom in ("colleague", "officer", "veilig_thuis")
            for mark in (steps.NOT_DONE, steps.NOT_APPLICABLE)
        ),
    }
    colleague = radio(_("Met een collega"), MARKS)
    officer = radio(_("Met de aandachtsfunctionaris"), MARKS)
    veilig_thuis = radio(
        _("Met Veilig Thuis, voor advies"),
        MARKS,
        help_text=_("Wij vragen geen nummer en geen dag: een advies is van niemand."),
    )
    on = day(_("Op welke dag overlegde u met een collega of de aandachtsfunctionaris?"))
    why = text(_("Waarom niet?"), most=500, help_text=_("Vul dit in als u een overleg oversloeg."))

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        marks = [told.get(name) for name in ("colleague", "officer", "veilig_thuis")]
        self.needs("on", _WHICH_DAY)
        self.needs("why", _WHY, when=steps.DONE not in marks)
        first = self.framework.consult_first and told.get("veilig_thuis") not in (steps.DONE, None)
        self.needs("why", _("Uw beroep overlegt eerst met Veilig Thuis. Schrijf op waarom dat niet ging."), when=first)
        return told


class TalkForm(StepForm):
    """Step 3: the talk with the client, or why there was none."""

    page = steps.TALK
    nameless = ("result", "why")
    depends = {
        "on": (("mark", steps.DONE),),
        "result": (("mark", steps.DONE),),
        "why": (("mark", steps.NOT_DONE), ("mark", steps.NOT_APPLICABLE)),
    }
    mark = radio(_("Sprak u met uw cliënt, het kind of de ouders over uw zorgen?"), MARKS)
    on = day(_("Op welke dag?"))
    result = text(
        _("Wat kwam er uit het gesprek?"),
        rows=4,
        most=2000,
        help_text=_("Schrijf geen namen op. Bijvoorbeeld: moeder zegt dat zij het niet meer aankan."),
    )
    why = text(
        _("Waarom niet?"),
        most=500,
        help_text=_("Bijvoorbeeld: het gesprek maakt het onveilig voor het kind."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.needs("on", _WHICH_DAY)
        self.needs("why", _WHY)
        return told


class WeighingForm(PageForm):
    """Step 4: the five questions. Only those that are reached count."""

    page = steps.WEIGHING
    suspicion = radio("", YES_NO_UNKNOWN, required=False)
    unsafety = radio("", YES_NO_UNKNOWN, required=False)
    norms = many(_("Waaruit blijkt dat?"), [(key, _(weighing.NORMS[key])) for key in weighing.UNSAFETY_NORMS])
    help = radio("", YES_NO_UNKNOWN, required=False)
    accepted = radio("", YES_NO_UNKNOWN, required=False)
    result = radio("", YES_NO_UNKNOWN, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = self.framework.questions
        for question in questions:
            self.fields[question.key].label = _(question.text)
        leads = [(one.leads_to(answer), one.key, answer) for one in questions for answer in ANSWERS]
        self.depends = {"norms": ((weighing.UNSAFETY, steps.YES),)} | {
            question.key: tuple((one, answer) for to, one, answer in leads if to == question.key)
            for question in questions
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.weighed = weighing.weigh(self.framework.questions, told, told.get("norms", ()))
        if self.weighed.waits:
            self.add_error(self.weighed.waits, ValidationError(_("Beantwoord deze vraag."), code="required"))
        elif weighing.lacks_norm(self.weighed):
            self.add_error("norms", ValidationError(_("Kies waaruit dat blijkt."), code="unsafety_names_its_norm"))
        return told


class DecisionForm(PageForm):
    """Step 5: is reporting necessary, and then: is help (also) possible?"""

    page = steps.DECISION
    nameless = ("deviates_why", "help_what")
    depends = {"help_what": (("help_possible", steps.YES),)}
    report_needed = radio(_("Is melden nodig?"), YES_NO)
    deviates_why = text(_("Waarom wijkt u af van wat uit stap 4 kwam?"), rows=2, most=1000)
    decider = radio(_("Wie besluit dat volgens uw eigen meldcode?"), Decider.choices)
    help_possible = radio(_("Kunt u (ook) zelf hulp geven of regelen?"), YES_NO_UNKNOWN)
    help_what = text(_("Welke hulp?"), rows=2, most=1000)

    def __init__(self, *args: Any, weighed: weighing.Weighed | None = None, **kwargs: Any) -> None:
        self.weighed = weighed
        super().__init__(*args, **kwargs)
        otherwise = [answer for answer, _words in YES_NO if weighed and deviates(answer, weighed)]
        self.depends = {**self.depends, "deviates_why": tuple(("report_needed", answer) for answer in otherwise)}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.needs(
            "deviates_why",
            _("Stap 4 zegt iets anders. Schrijf op waarom u dit besluit."),
            when=self.weighed is not None,
        )
        return told
