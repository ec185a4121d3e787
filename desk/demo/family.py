"""The household of the girl of fifteen: enough people for a genogram that shows what it can."""

from datetime import datetime
from typing import Any

from desk.accounts.models import User
from desk.deadlines import local_day
from desk.reports import concern, people
from desk.reports.models import Person, Report

# called, role, sex, age, lives in the household
PERSONS = [
    ("Oma", "network", "female", 63, False),
    ("Vader", "network", "male", 39, False),
    ("Moeder", "household_member", "female", 36, True),
    ("Partner", "household_member", "male", 41, True),
    ("Dochter", "presumed_victim", "female", 15, True),
    ("Zoon", "child", "male", 4, True),
    ("Bekende", "presumed_perpetrator", "unknown", None, False),
]
FIRST_NAMES = {"Oma": "Truus", "Moeder": "Anna", "Dochter": "Lise", "Zoon": "Bas"}
RELATIONS = [
    ("Oma", "parent", "Moeder", ""),
    ("Vader", "ex_partner", "Moeder", "gescheiden 2019"),
    ("Moeder", "partner", "Partner", ""),
    ("Vader", "parent", "Dochter", ""),
    ("Moeder", "parent", "Dochter", ""),
    ("Moeder", "parent", "Zoon", ""),
    ("Partner", "parent", "Zoon", ""),
    ("Bekende", "harms", "Dochter", "dwang"),
    ("Oma", "supports", "Dochter", "slaapt er soms"),
]
PASSAGES: list[dict[str, Any]] = [
    {
        "kind": "fact",
        "what": "Twintig dagen ongeoorloofd verzuim sinds het begin van het schooljaar.",
        "who": "Leerplicht",
        "how_often": "wekelijks",
    },
    {"kind": "fact", "what": "Een blauwe plek op de linkerarm.", "who": "Mentor", "place": "gymles"},
    {"kind": "quote", "what": "Ik moet zijn schuld terugverdienen, anders vertelt hij alles.", "who": "Dochter"},
    {"kind": "interpretation", "what": "Zij lijkt bang voor de bekende en beschermt haar moeder."},
    {"kind": "fact", "what": "De dochter vertelde dit op school aan haar mentor.", "who": "Mentor", "withheld": True},
]
SEEN = {"debts": "Dochter", "blackmail": "Dochter", "sudden_money": "Mentor", "school_results": "Mentor"}
UNKNOWN = ["low_wage", "illegal_stay", "fear"]


def girl_of_fifteen(by: User, at: datetime, report: Report) -> None:
    """Fill the file: household, persons, relations, passages and signals."""
    case_file = report.case_file
    year = local_day(at).year
    house = people.save_household(by=by, at=at, case_file=case_file, label="Huishouden", place="Lindehaven")
    made: dict[str, Person] = {}
    for called, role, sex, age, at_home in PERSONS:
        made[called] = people.save_person(
            by=by,
            at=at,
            case_file=case_file,
            called=called,
            role=role,
            sex=sex,
            first_names=FIRST_NAMES.get(called, ""),
            surname="Voorbeeld" if called in FIRST_NAMES else "",
            birth_year=year - age if age else None,
            household=house if at_home else None,
        )
    for person, kind, other, since in RELATIONS:
        people.relate(by=by, at=at, case_file=case_file, person=made[person], kind=kind, other=made[other], since=since)
    report = concern.save_passages(by=by, at=at, report=report, version=report.version, passages=PASSAGES)
    concern.save_observations(by=by, at=at, report=report, version=report.version, observations=_signals())


def _signals() -> list[dict[str, str]]:
    seen = [{"list": "signal", "code": code, "state": "seen", "source": who} for code, who in SEEN.items()]
    open_ones = [{"list": "signal", "code": code, "state": "unknown"} for code in UNKNOWN]
    risks = [{"list": "risk_factor", "code": "age", "state": "seen", "source": "Geboortedatum"}]
    return [*seen, *open_ones, *risks]
