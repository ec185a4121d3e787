"""The reports of the fictional region: one in every state a desk knows. All persons are made up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from desk.assessment import actions as questions
from desk.deadlines import local_day
from desk.demo import family
from desk.demo.telling import (
    People,
    decide,
    file,
    professional,
    propose,
    received_so_that_due,
    shield,
    take_in,
    unsafe_answers,
)
from desk.reports import actions, secrecy
from desk.reports.models import Report
from desk.review import actions as review


def girl_of_fifteen(people: People, now: datetime) -> None:
    """A mentor's report on a repeat case: three questions answered, returned once, due today."""
    at = received_so_that_due(local_day(now), now)
    report = _second_report(people, now, at, _first_report(people, now))
    reporter = actions.reporter_of(report)
    secrecy.approve_secrecy(
        by=people["joke"], at=at + timedelta(hours=20), reporter=reporter, version=reporter.version, remark="Eens."
    )
    family.girl_of_fifteen(people["noor"], at, report)
    take_in(people, "noor", report, at + timedelta(hours=21))
    answers = unsafe_answers(parties=["local_field", "care_coordination"])
    proposal = propose(people, "noor", report, now - timedelta(hours=20), answers)
    review.send_back(
        by=people["joke"],
        at=now - timedelta(hours=3),
        assessment=proposal,
        version=proposal.version,
        remark="Wie zag de blauwe plek?",
        question="q1",
    )


def _first_report(people: People, now: datetime) -> Report:
    earlier = now - timedelta(days=540)
    report = file(
        people,
        "noor",
        earlier,
        "Lindehaven",
        professional("Wijkagent", "P13", "Politie Merenstreek"),
        title="Ruzie tussen moeder en vader bij het ophalen",
        occasions=["07"],
        natures=["08"],
        meldcode_complete="unknown",
    )
    take_in(people, "noor", report, earlier + timedelta(hours=2))
    quarrel = [("fact", "De ouders schreeuwden en trokken aan de dochter.", "Wijkagent")]
    decide(people, report, earlier + timedelta(days=3), unsafe_answers(parties=["local_field"]), quarrel)
    return report


def _second_report(people: People, now: datetime, at: datetime, first: Report) -> Report:
    return file(
        people,
        "noor",
        at,
        "Lindehaven",
        {**professional("Mentor", "P07", "Praktijkschool De Linde"), **shield(now)},
        title="Zorgen om meisje van 15, oudere ‘vriend’",
        occasions=["08"],
        natures=["03", "06"],
        trafficking="yes",
        trafficking_kinds=["sexual", "loverboy"],
        meldcode_complete="yes",
        persons_informed="no",
        not_informed_reason="Eerst overleg over haar veiligheid.",
        help_present="Mentor en leerplicht volgen haar.",
        network="Oma steunt: dochter slaapt er soms.",
        request="Hulp bij de schuld en zicht op de vriend.",
        case_file=first.case_file,
    )


def acute(people: People, now: datetime) -> None:
    """A knife, two children in the house: on top for every lead."""
    report = file(
        people,
        "noor",
        now - timedelta(minutes=25),
        "Oudemeer",
        professional("Agent", "P13", "Politie Merenstreek"),
        title="Dreiging met een mes, twee kinderen in huis",
        danger="yes",
        danger_action="De politie is ter plaatse. Vader is meegenomen, moeder en kinderen zijn bij de buren.",
        occasions=["01", "08"],
        natures=["01", "08"],
        meldcode_complete="unknown",
    )
    take_in(people, "noor", report, now - timedelta(minutes=10))


def late(people: People, now: datetime) -> None:
    """One working day too late: the proposal is unfinished."""
    at = received_so_that_due(local_day(now) - timedelta(days=4), now)
    report = file(
        people,
        "noor",
        at,
        "Westervaart",
        professional("Verpleegkundige", "P05", "Consultatiebureau Westervaart"),
        title="(Ex)partnergeweld, kind van 4",
        occasions=["01"],
        natures=["01", "03"],
        meldcode_complete="yes",
    )
    take_in(people, "noor", report, at + timedelta(hours=3))
    questions.start_assessment(by=people["noor"], at=at + timedelta(days=1), report=report)


def shield_waiting(people: People, now: datetime) -> None:
    """A threatened home-care nurse: the shield works already and waits for a team lead."""
    file(
        people,
        "noor",
        now - timedelta(days=3),
        "Lindehaven",
        {
            **professional("Wijkverpleegkundige", "P05", "Thuiszorg Merenstreek"),
            **shield(now),
            "shield_ground": "professional_safety",
            "shield_explanation": "De zoon van de cliënt heeft haar tegen de muur geduwd.",
            "safety_agreement": "Wij bellen haar via de planning van de thuiszorg. Zij gaat er niet meer alleen heen.",
            "withheld": "Dat de thuiszorg meldde, en het bezoek waarbij zij is geduwd.",
        },
        title="Ontspoorde zorg, mevrouw van 81",
        occasions=["03"],
        natures=["01", "07"],
        meldcode_complete="yes",
    )


def unknown_citizen(people: People, now: datetime) -> None:
    """A playground with dozens of people: the caller cannot be traced and stays unknown."""
    file(
        people,
        "tariq",
        now - timedelta(days=1),
        "Hoogkamp",
        {
            "kind": "citizen",
            "capacity": "N07",
            "disclosure": "unknown",
            "cannot_be_traced": "yes",
            "pros_and_cons_discussed": "yes",
            "unknown_reason": "Veel mensen zagen het. De beller is bang voor ruzie in de buurt.",
        },
        title="Kleuter hard geslagen op een druk speelplein",
        occasions=["08"],
        natures=["01"],
    )


def proposal_waiting(people: People, now: datetime) -> None:
    """Neighbours heard shouting; it proved one quarrel: no follow-up is proposed."""
    at = received_so_that_due(local_day(now) + timedelta(days=1), now)
    neighbour = {
        "kind": "citizen",
        "capacity": "N05",
        "disclosure": "shielded",
        "name": "B. Buurtbewoner",
        "phone": "010 000 00 21",
    }
    report = file(
        people,
        "tariq",
        at,
        "Oudemeer",
        neighbour,
        title="Buren horen geschreeuw, jongen van 13",
        occasions=["08"],
        natures=["03"],
    )
    take_in(people, "tariq", report, at + timedelta(hours=1))
    propose(
        people,
        "tariq",
        report,
        now - timedelta(hours=4),
        {"unsafe": "no", "explanation": "Eén ruzie om online gamen. Beide ouders en de zoon vertellen hetzelfde."},
        [("statement", "Het was één ruzie, om half elf 's avonds.", "Ouders en zoon, apart gesproken")],
    )


def own_report(people: People, now: datetime) -> None:
    """A grandmother reports openly, with consent: the intake is not finished."""
    file(
        people,
        "noor",
        now - timedelta(hours=5),
        "Westervaart",
        {
            "kind": "citizen",
            "capacity": "N03",
            "disclosure": "open",
            "consent_on": local_day(now),
            "name": "O. Grootmoeder",
            "phone": "010 000 00 22",
        },
        title="Oma: kleinzoon van 9 vaak zonder eten",
        occasions=["08"],
        natures=["02", "04"],
    )


def closed(people: People, now: datetime) -> None:
    """An aunt about a tablet: assessed, no unsafety, closed by two people."""
    at = now - timedelta(days=20)
    aunt = {
        "kind": "citizen",
        "capacity": "N03",
        "disclosure": "shielded",
        "name": "T. Tante",
        "phone": "010 000 00 23",
    }
    report = file(
        people, "noor", at, "Hoogkamp", aunt, title="Neefje van 9 lang op de tablet", occasions=["10"], natures=["12"]
    )
    take_in(people, "noor", report, at + timedelta(hours=1))
    decide(
        people,
        report,
        at + timedelta(days=2),
        {"unsafe": "no", "explanation": "Geen enkel teken van onveiligheid. Wijkteam genoemd."},
        [("fact", "School ziet geen zorgen en geen verzuim.", "Intern begeleider")],
    )


def other_team(people: People, now: datetime) -> None:
    """A report of team Zuid: team Noord does not see it."""
    file(
        people,
        "bram",
        now - timedelta(days=2),
        "Oudemeer",
        professional("Huisarts", "P01", "Praktijk Oudemeer"),
        title="Huisarts: moeder met blauwe plekken",
        occasions=["01"],
        natures=["01"],
        meldcode_complete="yes",
    )


STORIES: list[Callable[[People, datetime], None]] = [
    girl_of_fifteen,
    acute,
    late,
    shield_waiting,
    unknown_citizen,
    proposal_waiting,
    own_report,
    closed,
    other_team,
]


def play(people: People, now: datetime) -> None:
    """Live every story."""
    for story in STORIES:
        story(people, now)
