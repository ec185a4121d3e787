"""What an advice contact must hold, and what it must never hold. It has no column for a person: see models.py."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from desk import codelists, guard
from desk.advice.choices import Channel, Danger, DangerAction, Seeker, ShortKind, Theme
from desk.codes import has_any, has_none
from desk.rulebook import Refused, one_of, rule, when

# Exactly one capacity, one or more occasions and natures: annex A 2.2-2.4 of the regulation.
advice_has_one_capacity = rule(
    "advice_has_one_capacity", one_of("capacity", codelists.CAPACITIES.keys), "Kies één hoedanigheid."
)
advice_has_an_occasion = rule("advice_has_an_occasion", has_any("occasions"), "Kies minstens één aanleiding.")
advice_has_a_nature = rule("advice_has_a_nature", has_any("natures"), "Kies minstens één aard van het geweld.")
# Annex A 2.3: natures 05, 08, 09 and 10 only with child abuse.
advice_child_natures_need_child_abuse = rule(
    "advice_child_natures_need_child_abuse",
    has_none("natures", codelists.CHILD_ONLY_NATURES) | has_any("occasions", codelists.CHILD_ABUSE_OCCASIONS),
    "Aard 05, 08, 09 en 10 kan alleen bij een aanleiding kindermishandeling.",
)
advice_channel_is_known = rule(
    "advice_channel_is_known", one_of("channel", Channel.values), "Kies hoe de vraag binnenkwam."
)
advice_seeker_is_known = rule("advice_seeker_is_known", one_of("seeker", Seeker.values), "Kies wie advies vraagt.")
advice_asks_for_danger_first = rule(
    "advice_asks_for_danger_first", one_of("danger", Danger.values), "Beantwoord eerst of er nu direct gevaar is."
)
# In need 112 comes first (seed; decree 4.1.1): what was done is recorded, coded, without an address.
danger_in_advice_is_acted_on = rule(
    "danger_in_advice_is_acted_on",
    when(Q(danger=Danger.YES), one_of("danger_action", DangerAction.values))
    & when(~Q(danger=Danger.YES), Q(danger_action="")),
    "Er is direct gevaar: leg vast wie 112 belde of wat er is gedaan.",
)
advice_theme_is_known = rule(
    "advice_theme_is_known", one_of("trafficking", Theme.values), "Kies of er signalen van mensenhandel zijn."
)
advice_kinds_need_the_theme = rule(
    "advice_kinds_need_the_theme",
    when(~Q(trafficking=Theme.YES), has_none("trafficking_kinds")),
    "Een vorm van mensenhandel hoort bij het antwoord ja.",
)
advice_has_moments = rule("advice_has_moments", Q(moments__gte=1), "Een advies heeft minstens één contactmoment.")
# Only closed advices are delivered, once, in the half-year of closing: annex A 2.1.
closing_fixes_the_half_year = rule(
    "closing_fixes_the_half_year",
    Q(closed_on__isnull=True, half_year="") | Q(closed_on__isnull=False, half_year__regex=r"^[0-9]{4}-[12]$"),
    "Een afgerond advies hoort bij een halfjaar.",
)

ADVICE_RULES = [
    advice_has_one_capacity,
    advice_has_an_occasion,
    advice_has_a_nature,
    advice_child_natures_need_child_abuse,
    advice_channel_is_known,
    advice_seeker_is_known,
    advice_asks_for_danger_first,
    danger_in_advice_is_acted_on,
    advice_theme_is_known,
    advice_kinds_need_the_theme,
    advice_has_moments,
    closing_fixes_the_half_year,
]

doubt_kind_is_known = rule(
    "doubt_kind_is_known", one_of("kind", guard.LABELS), "Dit soort vraag stelt de bewaker niet."
)
doubt_counts = rule("doubt_counts", Q(count__gte=1), "Een nagekeken vraag komt minstens één keer voor.")
DOUBT_RULES = [doubt_kind_is_known, doubt_counts]

short_contact_is_known = rule(
    "short_contact_is_known", one_of("kind", ShortKind.values), "Kies welk kort contact het was."
)
SHORT_CONTACT_RULES = [short_contact_is_known]


def advice_text_names_nobody(field: str, findings: Iterable[guard.Finding]) -> None:
    """Raise Refused, at `field`, when the guard is certain of personal data in its text. Runs before any SQL (P1).

    A rolled-back INSERT is still on disk, so this is not a CHECK: by then it would be too late.
    """
    kinds = dict.fromkeys(guard.LABELS[finding.kind] for finding in findings if finding.certain)
    if kinds:
        raise Refused(
            "advice_text_names_nobody",
            f"Haal weg: {', '.join(kinds)}. Een advies kent niemand; schrijf een rol, zoals ‘de moeder’.",
            field,
        )


def doubt_is_answered(field: str, findings: Iterable[guard.Finding]) -> None:
    """Raise Refused, at `field`, while the guard still asks about something; `findings` are the open questions."""
    kinds = dict.fromkeys(guard.LABELS[finding.kind] for finding in findings)
    if kinds:
        raise Refused(
            "doubt_is_answered",
            f"Vervang dit, of zeg dat het naar niemand wijst: {', '.join(kinds)}.",
            field,
        )


def search_names_nobody(findings: Iterable[guard.Finding]) -> None:
    """Raise Refused when somebody looks for a person among the advices: the name would be sent to the database."""
    if any(findings):
        raise Refused(
            "search_names_nobody",
            "Een advies vindt u niet op een naam of nummer van iemand. Zoek op een trefwoord of op het adviesnummer.",
            "q",
        )


def words_stand_in_the_advice(found: bool) -> None:
    """Raise Refused when the words to take away stand in none of the texts."""
    if not found:
        raise Refused(
            "words_stand_in_the_advice",
            "Deze woorden staan niet in dit advies. Neem ze over zoals ze er staan.",
            "words",
        )


def advice_day_has_come(opened_on: date, today: date) -> None:
    """Raise Refused for a day that is still to come; an earlier day is allowed, an advice is written up later."""
    if opened_on > today:
        raise Refused("advice_day_has_come", "Deze dag is nog niet geweest.", "opened_on")
