"""The parts of an intake: their order, what each already holds, and what is still missing. Missing never blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from desk.reports.actions import reporter_of
from desk.reports.choices import Answer, ReporterKind, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report

# slug: (name in the list, name on the button "Verder naar …")
PARTS = {
    "begin": ("Gevaar en aanleiding", "aanleiding"),
    "melder": ("Melder", "melder"),
    "personen": ("Personen", "personen"),
    "huishouden": ("Huishouden", "huishouden"),
    "zorgen": ("Zorgen", "zorgen"),
    "mensenhandel": ("Mensenhandel", "mensenhandel"),
    "hulp": ("Hulp en netwerk", "hulp en netwerk"),
    "meldcode": ("Meldcode", "meldcode"),
    "vraag": ("Wat vraagt de melder?", "de vraag"),
    "nakijken": ("Nakijken", "nakijken"),
}
SLUGS = tuple(PARTS)


@dataclass(frozen=True)
class Facts:
    """What a report holds so far, in two queries."""

    report: Report
    reporter: Reporter
    persons: int
    addresses: int
    passages: int
    observations: int

    @property
    def is_professional(self) -> bool:
        return self.reporter.kind == ReporterKind.PROFESSIONAL


@dataclass(frozen=True)
class Part:
    """One line of the list beside the form."""

    slug: str
    label: str
    done: bool
    words: str
    blocks: bool
    missing: tuple[str, ...]


def facts_of(report: Report) -> Facts:
    """Count what is there."""
    counts = CaseFile.objects.filter(pk=report.case_file_id).aggregate(
        persons=Count("persons", distinct=True),
        addresses=Count("households", filter=~Q(households__address="") | ~Q(households__place=""), distinct=True),
        passages=Count("reports__passages", filter=Q(reports=report), distinct=True),
        observations=Count("reports__observations", filter=Q(reports=report), distinct=True),
    )
    return Facts(report=report, reporter=reporter_of(report), **counts)


def parts_of(facts: Facts) -> list[Part]:
    """Every part with its mark."""
    return [_part(facts, slug) for slug in SLUGS]


def next_of(slug: str) -> str:
    """The part after this one; after the last one the last."""
    return SLUGS[min(SLUGS.index(slug) + 1, len(SLUGS) - 1)]


def _part(facts: Facts, slug: str) -> Part:
    done, sentences = _STATE[slug](facts) if slug in _STATE else (False, [])
    refused = slug == "melder" and facts.reporter.verdict == Verdict.REFUSED
    waits = slug == "melder" and facts.reporter.verdict == Verdict.PENDING
    words = "1 open" if refused else "wacht" if waits else ""
    if slug == "personen" and facts.persons:
        words = str(facts.persons)
    return Part(slug, PARTS[slug][0], done and not words, words, refused, tuple(sentences))


State = tuple[bool, list[str]]


def _begin(facts: Facts) -> State:
    missing = [] if facts.report.municipality_id else ["Kies de gemeente."]
    return not missing, missing


def _melder(facts: Facts) -> State:
    verdict = facts.reporter.verdict
    if verdict == Verdict.REFUSED:
        return False, ["De afscherming is afgewezen. De melder kiest: open melden, of de melding intrekken."]
    return verdict != Verdict.PENDING, []


def _counted(name: str, sentence: str) -> Callable[[Facts], State]:
    def state(facts: Facts) -> State:
        there = bool(getattr(facts, name))
        return there, [] if there else [sentence]

    return state


def _trafficking(facts: Facts) -> State:
    report = facts.report
    if report.trafficking == Answer.YES and not report.trafficking_kinds:
        return False, ["Kies welke vorm van mensenhandel het kan zijn."]
    return report.trafficking != Answer.UNKNOWN or bool(facts.observations), []


def _help(facts: Facts) -> State:
    report = facts.report
    return bool(report.help_present or report.network or report.protective), []


def _meldcode(facts: Facts) -> State:
    report = facts.report
    missing = [] if report.persons_informed else ["Schrijf op of de personen van de melding weten."]
    if facts.is_professional and not report.meldcode_complete:
        missing.append("Vraag of de stappen van de meldcode zijn gezet.")
    return not missing, missing


def _request(facts: Facts) -> State:
    asked = bool(facts.report.request)
    return asked, [] if asked else ["Schrijf op wat de melder aan Veilig Thuis vraagt."]


_STATE: dict[str, Callable[[Any], State]] = {
    "begin": _begin,
    "melder": _melder,
    "personen": _counted("persons", "Voeg minstens één persoon toe. Onbekend mag ook."),
    "huishouden": _counted("addresses", "Vul het adres of de plaats van het huishouden in."),
    "zorgen": _counted("passages", "Schrijf op wat er is gezien of gezegd."),
    "mensenhandel": _trafficking,
    "hulp": _help,
    "meldcode": _meldcode,
    "vraag": _request,
}
