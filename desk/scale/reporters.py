"""Who reports: professionals under their own name or shielded, citizens shielded, open or unknown, those concerned."""

from bisect import bisect
from itertools import accumulate
from random import Random

from desk.reports.identity import Reporter
from desk.roles import Role
from desk.scale.days import Days, moment
from desk.scale.rows import Table
from desk.scale.trail import Actor

REPORTERS = Table(Reporter)
OPEN, POLICE, SHIELDED, CITIZEN, OPEN_CITIZEN, UNKNOWN, CONCERNED, EX_OFFICIO = range(8)
_OF_HUNDRED = tuple(accumulate((36, 34, 2, 16, 5, 2, 4, 1)))
# They wait for a team lead (P4, P5).
WAITS = (SHIELDED, UNKNOWN)
PROFESSIONALS = (OPEN, POLICE, SHIELDED)
_WHO = (
    ("P07", "Praktijkschool De Linde", "Mentor"),
    ("P01", "Huisartsenpraktijk Oudemeer", "Huisarts"),
    ("P06", "Basisschool De Kreek", "Intern begeleider"),
    ("P05", "Thuiszorg Merenstreek", "Wijkverpleegkundige"),
    ("P12", "Kinderopvang Lindehaven", "Pedagogisch medewerker"),
    ("P09", "Wijkteam Lindehaven", "Gezinswerker"),
)
_AGREED = "Wij bellen op het werk en noemen geen naam."


def kind_of(rng: Random, *, professional: bool) -> int:
    """Which of the kinds above reports; `professional` where only those can."""
    drawn = rng.random() * (70 if professional else 100)
    return bisect(_OF_HUNDRED, drawn)


def reporter(report: int, kind: int, days: Days, day: int, rng: Random) -> list[str]:
    """The row of who reports, as it is filed; `report` counts from 0."""
    told = {"report_id": str(report + 1), **_SHAPES[kind]}
    if kind in PROFESSIONALS:
        told["name"] = f"E. Proefpersoon {1 + int(rng.random() * 900)}"
    if kind in (OPEN, SHIELDED):
        told["capacity"], told["organisation"], told["function"] = rng.choice(_WHO)
    if kind not in (UNKNOWN, EX_OFFICIO):
        told.setdefault("name", f"B. Buurtbewoner {1 + int(rng.random() * 900)}")
        told["phone"] = f"010 000 {int(rng.random() * 100):02d} {int(rng.random() * 100):02d}"
    if kind == OPEN_CITIZEN:
        told["consent_on"] = days.all[day].isoformat()
    if kind == SHIELDED:
        # Long ahead: what was agreed to is not asked again the first night (tasks.review_shields).
        told["review_on"] = f"{days.last.year + 2 + int(rng.random() * 3)}-06-01"
    return REPORTERS.row(**told)


def asked(row: list[str], by: Actor, at: int) -> None:
    """The one who files asks for the verdict."""
    _set(row, verdict="pending", asked_by_id=by.key, asked_at=moment(at))


def approved(row: list[str], by: Actor, at: int) -> None:
    """A team lead agrees."""
    stamps = {"decided_by_id": by.key, "decided_at": moment(at), "decided_as": str(Role.TEAM_LEAD)}
    _set(row, verdict="approved", version="2", **stamps)


def _set(row: list[str], **values: str) -> None:
    for column, value in values.items():
        row[REPORTERS.at[column]] = value


_PROFESSIONAL = {"kind": "professional", "disclosure": "open"}
_CITIZEN = {"kind": "citizen", "disclosure": "shielded", "capacity": "N05"}
_SHAPES: dict[int, dict[str, str]] = {
    OPEN: {**_PROFESSIONAL, "reachable": "tussen 16 en 17 uur"},
    POLICE: {**_PROFESSIONAL, "capacity": "P13", "organisation": "Politie Merenstreek", "function": "Agent"},
    SHIELDED: {
        **_PROFESSIONAL,
        "disclosure": "shielded",
        "shield_ground": "professional_safety",
        "shield_explanation": "De melder is op het schoolplein bedreigd.",
        "safety_agreement": _AGREED,
        "withheld": "Het bezoek waarbij de melder erbij was.",
    },
    CITIZEN: _CITIZEN,
    OPEN_CITIZEN: {**_CITIZEN, "disclosure": "open", "capacity": "N03"},
    UNKNOWN: {
        **_CITIZEN,
        "disclosure": "unknown",
        "cannot_be_traced": "yes",
        "pros_and_cons_discussed": "yes",
        "unknown_reason": "Veel mensen zagen het. De beller is bang voor ruzie in de buurt.",
    },
    CONCERNED: {
        "kind": "person_concerned",
        "disclosure": "open",
        "capacity": "N02",
        "relation": "is zelf het slachtoffer",
    },
    EX_OFFICIO: {
        "kind": "ex_officio",
        "disclosure": "open",
        "capacity": "P15",
        "ex_officio_reason": "Een dreiging in een brief, waarvan de afzender niet te bereiken is.",
    },
}
