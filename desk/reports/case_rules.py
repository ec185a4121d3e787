"""What a report, its case file and the people in it must hold."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F, Q
from stdnum.nl import bsn

from desk import codelists, guard
from desk.codes import has_any, has_none
from desk.reports.choices import (
    Answer,
    Arrival,
    CaseStatus,
    Channel,
    Disclosure,
    ObservationList,
    PassageKind,
    PersonRole,
    RelationKind,
    ReporterKind,
    Seen,
    Sex,
    Status,
)
from desk.rulebook import Refused, filled, one_of, rule, when

# Chat gives advice only; who wants to report is asked to call (domain.md 1.3).
report_never_comes_by_chat = rule(
    "report_never_comes_by_chat",
    one_of("channel", Channel.values),
    "Een melding komt niet via de chat. Vraag de beller om 0800-2000 te bellen.",
)
LATE_AFTER = timedelta(hours=24)
late_entry_has_a_reason = rule(
    "late_entry_has_a_reason",
    Q(entered_at__lte=F("received_at") + LATE_AFTER) | filled("late_reason"),
    "De melding kwam meer dan 24 uur geleden binnen. Schrijf op waarom zij nu pas is ingevoerd.",
)
report_is_entered_after_receipt = rule(
    "report_is_entered_after_receipt",
    Q(received_at__lte=F("entered_at")),
    "De melding kan niet in de toekomst binnengekomen zijn.",
)
report_asks_for_danger_first = rule(
    "report_asks_for_danger_first", one_of("danger", Answer.values), "Beantwoord eerst of er nu direct gevaar is."
)
danger_in_report_is_acted_on = rule(
    "danger_in_report_is_acted_on",
    when(Q(danger=Answer.YES), filled("danger_action")),
    "Er is direct gevaar: schrijf op wie wat heeft gedaan.",
)
report_says_what_it_is_about = rule(
    "report_says_what_it_is_about", filled("title"), "Schrijf in één regel waar de melding over gaat, zonder namen."
)
report_has_an_occasion = rule("report_has_an_occasion", has_any("occasions"), "Kies minstens één aanleiding.")
report_has_a_nature = rule("report_has_a_nature", has_any("natures"), "Kies minstens één aard van het geweld.")
report_child_natures_need_child_abuse = rule(
    "report_child_natures_need_child_abuse",
    has_none("natures", codelists.CHILD_ONLY_NATURES) | has_any("occasions", codelists.CHILD_ABUSE_OCCASIONS),
    "Aard 05, 08, 09 en 10 kan alleen bij een aanleiding kindermishandeling.",
)
report_kinds_need_the_theme = rule(
    "report_kinds_need_the_theme",
    when(~Q(trafficking=Answer.YES), has_none("trafficking_kinds") & has_none("labour_sectors")),
    "Een vorm van mensenhandel hoort bij het antwoord ja.",
)
# Wmo 2015 art. 5.3.1: the persons concerned hear of a report, unless there is a reason why not yet.
not_informed_has_a_reason = rule(
    "not_informed_has_a_reason",
    when(Q(persons_informed=Answer.NO), filled("not_informed_reason")),
    "Schrijf op waarom de personen nog niet van de melding weten.",
)
report_status_is_known = rule("report_status_is_known", one_of("status", Status.values), "Deze status bestaat niet.")
arrival_is_known = rule("arrival_is_known", one_of("arrival", Arrival.values), "Dit soort melding bestaat niet.")
_PAST_INTAKE = one_of("status", [Status.ASSESSING, Status.PROPOSED, Status.DECIDED, Status.CLOSED])
taken_in_report_says_by_whom = rule(
    "taken_in_report_says_by_whom",
    when(_PAST_INTAKE, Q(taken_in_at__isnull=False, taken_in_by__isnull=False)),
    "Een melding verlaat de intake met naam en moment.",
)
decided_report_says_when = rule(
    "decided_report_says_when",
    when(one_of("status", [Status.DECIDED, Status.CLOSED]), Q(decided_at__isnull=False)),
    "Een besluit draagt het moment waarop het viel.",
)
closed_report_says_when = rule(
    "closed_report_says_when",
    when(Q(status=Status.CLOSED), Q(closed_at__isnull=False))
    & when(~Q(status=Status.CLOSED), Q(closed_at__isnull=True)),
    "Een gesloten melding draagt het moment van sluiten, een open melding niet.",
)
withdrawn_report_says_why = rule(
    "withdrawn_report_says_why",
    when(Q(status=Status.WITHDRAWN), Q(withdrawn_at__isnull=False) & filled("withdrawn_reason")),
    "Schrijf op waarom de melder de melding intrekt.",
)

# What a professional sent through the portal lies with the team until somebody picks it up.
report_without_owner_waits_in_the_intake = rule(
    "report_without_owner_waits_in_the_intake",
    when(Q(owner__isnull=True), Q(channel=Channel.FORM) & one_of("status", [Status.INTAKE, Status.WITHDRAWN])),
    "Deze melding heeft nog geen behandelaar. Pak haar eerst op.",
)

REPORT_RULES = [
    report_without_owner_waits_in_the_intake,
    report_never_comes_by_chat,
    late_entry_has_a_reason,
    report_is_entered_after_receipt,
    report_asks_for_danger_first,
    danger_in_report_is_acted_on,
    report_says_what_it_is_about,
    report_has_an_occasion,
    report_has_a_nature,
    report_child_natures_need_child_abuse,
    report_kinds_need_the_theme,
    not_informed_has_a_reason,
    report_status_is_known,
    arrival_is_known,
    taken_in_report_says_by_whom,
    decided_report_says_when,
    closed_report_says_when,
    withdrawn_report_says_why,
]

case_status_carries_its_stamp = rule(
    "case_status_carries_its_stamp",
    Q(status=CaseStatus.OPEN, closed_at__isnull=True) | Q(status=CaseStatus.CLOSED, closed_at__isnull=False),
    "Een gesloten dossier draagt het moment van sluiten, een open dossier niet.",
)
CASE_FILE_RULES = [case_status_carries_its_stamp]

person_role_is_known = rule("person_role_is_known", one_of("role", PersonRole.values), "Kies de rol van deze persoon.")
sex_is_known = rule("sex_is_known", one_of("sex", Sex.values), "Kies vrouw, man of onbekend.")
# Annex A 3: a BSN is nine digits, unknown is allowed; unborn children have none.
bsn_has_nine_digits = rule(
    "bsn_has_nine_digits",
    Q(bsn="") | Q(bsn__regex=r"^[0-9]{9}$"),
    "Een BSN heeft negen cijfers. Onbekend? Laat het leeg.",
)
unborn_has_no_birth = rule(
    "unborn_has_no_birth",
    when(Q(unborn=True), Q(birth_year__isnull=True, birth_month__isnull=True, birth_day__isnull=True, bsn="")),
    "Een ongeboren kind heeft nog geen geboortedatum en geen BSN.",
)
birth_date_is_known_from_the_left = rule(
    "birth_date_is_known_from_the_left",
    when(Q(birth_day__isnull=False), Q(birth_month__isnull=False))
    & when(Q(birth_month__isnull=False), Q(birth_year__isnull=False)),
    "Van een geboortedatum is het jaar bekend, of jaar en maand, of alles.",
)
birth_date_is_possible = rule(
    "birth_date_is_possible",
    (Q(birth_year__isnull=True) | Q(birth_year__gte=1880, birth_year__lte=2200))
    & (Q(birth_month__isnull=True) | Q(birth_month__gte=1, birth_month__lte=12))
    & (Q(birth_day__isnull=True) | Q(birth_day__gte=1, birth_day__lte=31)),
    "Deze geboortedatum bestaat niet.",
)
PERSON_RULES = [
    person_role_is_known,
    sex_is_known,
    bsn_has_nine_digits,
    unborn_has_no_birth,
    birth_date_is_known_from_the_left,
    birth_date_is_possible,
]

relation_kind_is_known = rule("relation_kind_is_known", one_of("kind", RelationKind.values), "Kies een relatie.")
nobody_relates_to_themselves = rule(
    "nobody_relates_to_themselves", ~Q(person=F("other")), "Kies twee verschillende personen."
)
RELATION_RULES = [relation_kind_is_known, nobody_relates_to_themselves]

passage_kind_is_known = rule(
    "passage_kind_is_known", one_of("kind", PassageKind.values), "Kies: feit, uitspraak of interpretatie."
)
passage_says_something = rule("passage_says_something", filled("what"), "Schrijf op wat er is gezien of gezegd.")
# Facts apart from interpretation (domain.md 4.7, group 6): a fact or statement has a source.
fact_has_a_source = rule(
    "fact_has_a_source",
    when(~Q(kind=PassageKind.INTERPRETATION), filled("who")),
    "Schrijf op wie dit zag of zei.",
)
PASSAGE_RULES = [passage_kind_is_known, passage_says_something, fact_has_a_source]

observation_is_listed = rule(
    "observation_is_listed",
    (Q(list=ObservationList.SIGNAL) & one_of("code", codelists.SIGNALS.keys))
    | (Q(list=ObservationList.RISK_FACTOR) & one_of("code", codelists.RISK_FACTORS.keys)),
    "Dit signaal staat niet in de lijst.",
)
observation_has_a_state = rule(
    "observation_has_a_state", one_of("state", Seen.values), "Kies gezien, niet gezien of onbekend."
)
seen_signal_has_a_source = rule(
    "seen_signal_has_a_source", when(Q(state=Seen.SEEN), filled("source")), "Schrijf op wie dit signaal zag."
)
OBSERVATION_RULES = [observation_is_listed, observation_has_a_state, seen_signal_has_a_source]

note_says_something = rule("note_says_something", filled("text"), "Schrijf de notitie op.")


def bsn_passes_the_eleven_test(number: str) -> None:
    """Raise Refused for a BSN that fails the eleven test; empty means unknown, which is allowed."""
    if number and not bsn.is_valid(number):
        raise Refused(
            "bsn_passes_the_eleven_test",
            "Dit BSN klopt niet. Controleer de cijfers, of laat het leeg: onbekend mag.",
            "bsn",
        )


def birth_date_exists(year: int | None, month: int | None, day: int | None, today: date) -> None:
    """Raise Refused for a date the calendar does not have, or one in the future."""
    try:
        born = date(year or 1900, month or 1, day or 1)
    except (ValueError, OverflowError):
        born = None
    if born is None or (year and born > today):
        raise Refused("birth_date_exists", "Deze geboortedatum bestaat niet. Alleen het jaar mag ook.", "birth_year")


def each_signal_is_answered_once(told: list[tuple[str, str]]) -> None:
    """Raise Refused when one form answers the same signal (list, code) twice."""
    if len(set(told)) < len(told):
        raise Refused(
            "each_signal_is_answered_once", "Een signaal heeft één antwoord: gezien, niet gezien of onbekend."
        )


def reporter_among_persons_is_known(reporters: Iterable[tuple[str, str]]) -> None:
    """Raise Refused when a person would be the reporter of a file that no known private person reported (P5).

    `reporters` are (kind, disclosure). A professional is no person concerned, and an unknown reporter has no name here.
    """
    if not any(kind != ReporterKind.PROFESSIONAL and known != Disclosure.UNKNOWN for kind, known in reporters):
        raise Refused(
            "reporter_among_persons_is_known",
            "De melder staat hier niet bij de personen: de melder is een professional, of onbekend.",
            "is_reporter",
        )


def case_file_is_open(status: str) -> None:
    """Raise Refused when a report is added to a closed file: a new file is opened instead (annex A 3.1.2)."""
    if status == CaseStatus.CLOSED:
        raise Refused(
            "case_file_is_open",
            "Dit dossier is gesloten en neemt geen melding meer aan. Begin een nieuw dossier.",
            "case_file",
        )


def title_names_nobody(title: str, findings: Iterable[guard.Finding]) -> None:
    """Raise Refused when the guard is certain of somebody in the title, or it holds a long number: it stands in every
    list (P13)."""
    if re.search(r"\d{6,}|@", title) or any(found.certain for found in findings):
        raise Refused("title_names_nobody", "De titel staat in lijsten: zet er geen naam, nummer of adres in.", "title")
