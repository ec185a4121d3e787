"""How a story of the fictional region is told: who reports, what is answered, and the steps up to a decision."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from desk.accounts.models import User
from desk.assessment import actions as questions
from desk.deadlines import due, is_working_day, local_day
from desk.directory.models import Municipality
from desk.reports import actions
from desk.reports.models import Report
from desk.review import actions as review

People = dict[str, User]


def received_so_that_due(day: date, now: datetime) -> datetime:
    """Return a moment of receipt whose five working days end on `day` (or the first working day after it)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    back = day
    while due("assessment", back) > day:
        back -= timedelta(days=1)
    return now - timedelta(days=(local_day(now) - back).days, minutes=20)


def professional(function: str, capacity: str, organisation: str, **other: Any) -> dict[str, Any]:
    """A reporter under their own name."""
    return {
        "kind": "professional",
        "capacity": capacity,
        "disclosure": "open",
        "name": "E. Proefpersoon",
        "organisation": organisation,
        "function": function,
        "phone": "010 000 00 20",
        "reachable": "tussen 16 en 17 uur",
        **other,
    }


def shield(now: datetime) -> dict[str, Any]:
    """What a shielded professional answers."""
    return {
        "disclosure": "shielded",
        "shield_ground": "victim_safety",
        "shield_explanation": "De vriend dreigt haar iets aan te doen als iemand praat.",
        "safety_agreement": "Wij bellen de melder op school en noemen geen naam.",
        "withheld": "Dat de melder haar mentor is, en de afspraak van vorige week.",
        "review_on": local_day(now) + timedelta(days=90),
    }


def file(people: People, who: str, at: datetime, place: str, reporter: dict[str, Any], **told: Any) -> Report:
    """File one report, entered ten minutes after it came in."""
    answers: dict[str, Any] = {"channel": "phone", "danger": "no", "trafficking": "unknown", **told}
    return actions.file_report(
        by=people[who],
        at=at + timedelta(minutes=10),
        submission=uuid4(),
        reporter=reporter,
        municipality=Municipality.objects.get(name=place),
        received_at=at,
        **answers,
    )


def take_in(people: People, who: str, report: Report, at: datetime) -> Report:
    """Finish the intake of a report as it stands now."""
    now = Report.objects.get(pk=report.pk)
    return actions.take_in(by=people[who], at=at, report=now, version=now.version)


def unsafe_answers(**other: Any) -> dict[str, Any]:
    """Unsafe, structural; a party takes it over."""
    parties = other.get("parties", [])
    return {
        "unsafe": "yes",
        "explanation": "Verzuim, schulden en een blauwe plek wijzen dezelfde kant op.",
        "acute": "no",
        "structural": "yes",
        "disclosure": "no",
        "established": "yes",
        "own_strength": "Moeder wil hulp en is bereikbaar.",
        "network": "Oma kan ook ophalen.",
        "professional_help": "Gespecialiseerde hulp bij loverboyproblematiek.",
        "safety_conditions": "Moeder of oma haalt haar op van school. Nummer van de bekende geblokkeerd.",
        "circle_can": "with_help",
        "cooperates": "yes",
        "contacts": dict.fromkeys(parties, "Dienst Noord, 010 000 00 11"),
        **other,
    }


Grounds = list[tuple[str, str, str]]  # kind, text, source
DEBTS: Grounds = [
    ("fact", "Twintig dagen ongeoorloofd verzuim.", "Leerplicht"),
    ("statement", "Ik moet zijn schuld terugverdienen.", "Dochter"),
]


def propose(
    people: People, who: str, report: Report, at: datetime, answers: dict[str, Any], grounds: Grounds = DEBTS
) -> Any:
    """Answer the three questions and propose."""
    draft = questions.start_assessment(by=people[who], at=at, report=report)
    for kind, text, source in grounds:
        draft.refresh_from_db()
        ground = {"kind": kind, "text": text, "source": source, "dated": local_day(at)}
        questions.add_ground(by=people[who], at=at, assessment=draft, version=draft.version, **ground)
    draft.refresh_from_db()
    return questions.propose(by=people[who], at=at, assessment=draft, version=draft.version, **answers)


def decide(people: People, report: Report, at: datetime, answers: dict[str, Any], grounds: Grounds = DEBTS) -> None:
    """Propose by the counsellor, confirm by the team lead."""
    proposal = propose(people, "noor", report, at, answers, grounds)
    review.confirm(by=people["joke"], at=at + timedelta(hours=1), assessment=proposal, version=proposal.version)
