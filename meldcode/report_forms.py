"""The pages of the report itself, by the field groups of the real forms (domain.md 4.7)."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from desk import codelists, guard
from desk.reports.case_rules import title_names_nobody
from desk.reports.choices import Answer, Disclosure, ShieldGround
from meldcode.page_form import ANYTHING, YES_NO, YES_NO_UNKNOWN, PageForm, at_this_field, many, radio, text

_STORY = 4000
SELF = "Ikzelf"


def _selves() -> set[str]:
    """‘Ikzelf’ in every language of the portal."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(translation.gettext(SELF))
    return found


class ConcernForm(PageForm):
    """Group 6: facts, what was said, and apart from both what the reporter makes of it."""

    page = "concern"
    depends = {
        "danger_action": (("danger", Answer.YES),),
        "child_who": (("child_said", ANYTHING),),
        "others_who": (("others_said", ANYTHING),),
    }
    danger = radio(_("Is er nu direct gevaar?"), YES_NO_UNKNOWN)
    danger_action = text(_("Wat is er gedaan? Belde u 112?"), rows=2, most=1000)
    title = text(
        _("Waar gaat het over, in één regel?"),
        most=120,
        required=True,
        help_text=_("Zonder namen. Bijvoorbeeld: zorgen om leerling van 15, blauwe plekken."),
    )
    occasions = many(_("Wat past erbij?"), codelists.OCCASIONS.grouped(), required=True)
    natures = many(_("Welk geweld of welke verwaarlozing?"), codelists.NATURES.grouped(), required=True)
    facts = text(
        _("Wat is er gezien of gebeurd?"),
        rows=7,
        most=_STORY,
        required=True,
        help_text=_("Alleen feiten: wat, wie, hoe lang al. Noem letsel, wapens en bedreiging als die er waren."),
    )
    facts_who = text(_("Wie zag dit?"), most=120, initial=_("Ikzelf"), required=True)
    facts_when = text(_("Wanneer?"), most=120)
    facts_place = text(_("Waar?"), most=120)
    facts_often = text(_("Hoe vaak?"), most=120)
    child_said = text(
        _("Wat zei het kind, in eigen woorden?"), rows=3, most=_STORY, help_text=_("Schrijf het letterlijk op.")
    )
    child_who = text(_("Tegen wie zei het kind dit?"), most=120)
    others_said = text(_("Wat zeiden anderen?"), rows=3, most=_STORY)
    others_who = text(_("Wie zei dat?"), most=120)
    view = text(
        _("Wat denkt u zelf dat er aan de hand is?"),
        rows=3,
        most=_STORY,
        help_text=_("Uw mening staat apart van de feiten."),
    )
    trafficking = radio(
        _("Ziet u signalen van mensenhandel?"),
        YES_NO_UNKNOWN,
        help_text=_("Bijvoorbeeld een loverboy, gedwongen werk, of criminele uitbuiting."),
    )

    def clean_facts_who(self) -> str:
        """What stands here by itself reaches the desk in Dutch, whatever the language of the page was."""
        told: str = self.cleaned_data["facts_who"]
        return SELF if told in _selves() else told

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        at_this_field(lambda: title_names_nobody(title, guard.find(title, self.public())))
        return title

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.needs("danger_action", _("Schrijf op wie wat heeft gedaan."))
        self.needs("child_who", _("Schrijf op tegen wie het kind dit zei."))
        self.needs("others_who", _("Schrijf op wie dat zei."))
        return told

    @property
    def passages(self) -> list[dict[str, Any]]:
        """The columns of each Passage; after is_valid()."""
        told = self.cleaned_data
        fact = {"happened": told["facts_when"], "place": told["facts_place"], "how_often": told["facts_often"]}
        found = [
            {"kind": "fact", "what": told["facts"], "who": told["facts_who"], **fact},
            {"kind": "quote", "what": told["child_said"], "who": told["child_who"]},
            {"kind": "statement", "what": told["others_said"], "who": told["others_who"]},
            {"kind": "interpretation", "what": told["view"]},
        ]
        return [passage for passage in found if passage["what"]]


class TraffickingForm(PageForm):
    """Group 7, asked only when there are signals of it."""

    page = "trafficking"
    kinds = many(_("Welke vorm?"), codelists.TRAFFICKING_KINDS.grouped(), required=True)
    sectors = many(_("In welk werk?"), codelists.LABOUR_SECTORS.choices())
    signals = many(_("Welke signalen zag u?"), codelists.SIGNALS.choices())
    more = text(
        _("Wie werft of dwingt, en hoe?"),
        rows=3,
        most=_STORY,
        help_text=_("Noem ook schulden, papieren die zijn afgepakt, en of iemand vrij is om weg te gaan."),
    )
    comensha = radio(
        _("Geeft het slachtoffer toestemming voor registratie bij CoMensha?"), YES_NO_UNKNOWN, required=False
    )

    @property
    def observations(self) -> list[dict[str, str]]:
        return [
            {"list": "signal", "code": code, "state": "seen", "source": "melder, via het portaal"}
            for code in self.cleaned_data["signals"]
        ]

    @property
    def passages(self) -> list[dict[str, Any]]:
        more = self.cleaned_data["more"]
        return [{"kind": "fact", "what": more, "who": "melder, via het portaal"}] if more else []


class SupportForm(PageForm):
    """Groups 8 and 9: help and people around, and what is asked of Veilig Thuis."""

    page = "support"
    help_present = text(_("Welke hulp is er al, en wat deed die?"), rows=3, most=2000)
    network = text(_("Wie staan er om het gezin heen?"), rows=2, most=2000)
    protective = text(_("Wat gaat goed, wat beschermt?"), rows=2, most=2000)
    request = text(_("Wat vraagt u aan Veilig Thuis?"), rows=3, most=2000, required=True)
    role_after = text(_("Wat blijft u zelf doen?"), rows=2, most=1000)
    stays_involved = radio(_("Blijft u bij het gezin betrokken?"), YES_NO)
    wants_feedback = radio(_("Wilt u horen wat er met uw melding gebeurt?"), YES_NO)
    relation = text(_("Waarvan kent u het gezin?"), most=120, help_text=_("Bijvoorbeeld: mentor van de oudste."))
    reachable = text(_("Wanneer bent u goed te bereiken?"), most=120)
    second_contact = text(_("Wie kunnen wij bellen als u er niet bent?"), most=120)


class OpennessForm(PageForm):
    """Group 3: who knows of the report, was the child spoken with, and may the family know who reports (P3, P4)."""

    page = "openness"
    depends = {
        "informed_how": (("persons_informed", Answer.YES),),
        "not_informed_reason": (("persons_informed", Answer.NO),),
        **dict.fromkeys(
            ("shield_ground", "shield_explanation", "withheld", "safety_phone"),
            (("disclosure", Disclosure.SHIELDED),),
        ),
    }
    persons_informed = radio(_("Weten de personen dat u meldt?"), YES_NO)
    informed_how = text(_("Wie weet het, sinds wanneer, en wat zeiden zij?"), rows=2, most=1000)
    not_informed_reason = text(_("Waarom nog niet?"), rows=2, most=1000)
    child_spoken = radio(_("Is met het kind gesproken?"), YES_NO_UNKNOWN)
    child_spoken_why = text(_("Hoe, of waarom niet?"), rows=2, most=1000)
    capacity = forms.ChoiceField(label=_("Vanuit welk vak meldt u?"))
    # There is no third answer: who wants to stay unknown is given advice. A crafted one is refused, and recorded.
    disclosure = radio(
        _("Mag het gezin weten dat u meldt?"),
        [("open", _("Ja, ik meld open")), ("shielded", _("Nee, dat is niet veilig"))],
    )
    shield_ground = radio(_("Voor wie is dat niet veilig?"), [], required=False)
    shield_explanation = text(_("Waar blijkt dat uit?"), rows=3, most=2000)
    withheld = text(_("Wat mag het gezin ook niet horen, omdat het naar u wijst?"), rows=2, most=2000)
    safety_phone = text(
        _("Op welk nummer bellen wij om uw veiligheid af te spreken?"),
        most=40,
        help_text=_("Niet het nummer dat het gezin kent."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        off = () if settings.SHIELD_ON_TRUST else (ShieldGround.TRUST,)
        self.fields["shield_ground"].choices = [pair for pair in ShieldGround.choices if pair[0] not in off]
        capacities = self.framework.capacities
        self.fields["capacity"].choices = [(key, codelists.CAPACITIES[key].label) for key in capacities]
        self.fields["capacity"].required = len(capacities) > 1

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        told["capacity"] = told.get("capacity") or self.framework.capacities[0]
        self.needs("not_informed_reason", _("Schrijf op waarom nog niet."))
        self.needs("shield_ground", _("Kies voor wie het niet veilig is."))
        self.needs("shield_explanation", _("Schrijf op waar het gevaar uit blijkt."))
        self.needs("safety_phone", _("Vul een nummer in."))
        return told


class ReviewForm(PageForm):
    """Group 11: the declaration."""

    page = "review"
    declared = forms.BooleanField(
        label=_("Ik heb dit naar waarheid ingevuld, zo goed als ik het weet."),
        error_messages={"required": _("Zet hier een vinkje voordat u verstuurt.")},
    )
