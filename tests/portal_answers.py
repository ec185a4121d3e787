"""The answers of a prepared story, page by page: a mentor reports about a pupil of fifteen."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from desk.accounts.models import User
from desk.directory.models import Municipality
from meldcode import journeys
from meldcode.receipts import Receipt

SIGNALS = {
    "seen": "De leerling komt vaak te laat en heeft blauwe plekken.",
    "on": "02-11-2026",
    "client": "adolescent",
    "trigger": "no",
}
# A parent with a trigger: the kindcheck was done, and there are worries about two children.
KINDCHECK = {
    **SIGNALS,
    "client": "adult",
    "trigger": "yes",
    "kindcheck": "done",
    "kindcheck_outcome": "concern",
    "kindcheck_children": "2",
    "kindcheck_ages": "3 en 7 jaar",
    "kindcheck_shared": "unknown",
}
CONSULTATION = {
    "colleague": "done",
    "officer": "not_applicable",
    "veilig_thuis": "not_done",
    "on": "05-11-2026",
    "why": "",
}
TALK = {"mark": "done", "on": "09-11-2026", "result": "Moeder zegt dat zij het niet meer aankan."}
WEIGHING = {"suspicion": "yes", "unsafety": "yes", "norms": ["structural"]}
DECISION = {"report_needed": "yes", "decider": "self", "help_possible": "yes", "help_what": "Wekelijks gesprek."}
PEOPLE = {
    "address": "Proefstraat 1",
    "postcode": "1234 AB",
    "place": "Lindehaven",
    "rows": "2",
    "0-role": "child",
    "0-first_names": "Sam",
    "0-surname": "Proefkind",
    "0-birth": "14-03-2011",
    "0-at_home": "on",
    "1-role": "presumed_perpetrator",
    "1-first_names": "",
    "1-called": "vader",
    "1-at_home": "on",
}
CONCERN = {
    "danger": "no",
    "title": "Zorgen om leerling van 15, blauwe plekken",
    "occasions": ["08"],
    "natures": ["01"],
    "facts": "Drie keer blauwe plekken op de armen in twee weken.",
    "facts_who": "Ikzelf",
    "facts_when": "In november",
    "child_said": "Ik ben gevallen, vraag niet verder.",
    "child_who": "Tegen mij",
    "view": "Ik denk dat er thuis geslagen wordt.",
    "trafficking": "no",
}
SUPPORT = {
    "help_present": "Nog geen hulp.",
    "request": "Onderzoek of het thuis veilig is.",
    "stays_involved": "yes",
    "wants_feedback": "yes",
    "relation": "Mentor",
}
OPENNESS = {
    "persons_informed": "no",
    "not_informed_reason": "Vader is dreigend.",
    "child_spoken": "yes",
    "disclosure": "open",
}
SHIELDED = {
    **OPENNESS,
    "disclosure": "shielded",
    "shield_ground": "professional_safety",
    "shield_explanation": "Vader bedreigde een collega op het plein.",
    "withheld": "Dat de mentor het zag.",
    "safety_phone": "06 00 00 00 01",
}
TRAFFICKING = {"kinds": ["loverboy"], "signals": ["debts", "sudden_money"], "more": "Een oudere vriend haalt haar op."}
REVIEW = {"declared": "on"}

STORY: list[tuple[str, str, dict[str, Any]]] = [
    ("signalen", "signals", SIGNALS),
    ("overleg", "consultation", CONSULTATION),
    ("gesprek", "talk", TALK),
    ("wegen", "weighing", WEIGHING),
    ("beslissen", "decision", DECISION),
    ("personen", "people", PEOPLE),
    ("zorgen", "concern", CONCERN),
    ("hulp", "support", SUPPORT),
    ("openheid", "openness", OPENNESS),
    ("documenten", "documents", {}),
    ("nakijken", "review", REVIEW),
]


def posted(page: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as the form of `page` sends them."""
    return {f"{page}-{name}": value for name, value in answers.items()}


def begin(client: Client, user: User) -> UUID:
    """Start a journey; return its key."""
    client.post("/portaal/melden/")
    return journeys.journeys_of(user, timezone.now())[0].key


def fill(client: Client, key: UUID, slug: str, page: str, answers: dict[str, Any]) -> Any:
    """Send one page."""
    return client.post(f"/portaal/melden/{key}/{slug}/", posted(page, _whole(page, answers)))


def keep(user: User, key: UUID, page: str, answers: dict[str, Any]) -> None:
    """Keep one page, as its view does when it is sent: ten forms before each test would be most of its time."""
    told = posted(page, _whole(page, answers)).items()
    fields = {name: list(map(str, value)) if isinstance(value, list) else [str(value)] for name, value in told}
    assert journeys.keep(by=user, at=timezone.now(), key=key, page=page, fields=fields)


def _whole(page: str, answers: dict[str, Any]) -> dict[str, Any]:
    if page != "people" or "municipality" in answers:
        return answers
    return {**answers, "municipality": Municipality.objects.get(name="Lindehaven").pk}


def walk(client: Client, user: User, *, until: str = "", **other: dict[str, Any]) -> UUID:
    """Tell the story up to the page `until`, which stays open; `other` are the answers of a page instead.

    Without `until` it is sent, by its last page.
    """
    key = begin(client, user)
    for slug, page, answers in STORY:
        told = other.get(page, answers)
        if page == until:
            break
        if page == "review":
            answer = fill(client, key, slug, page, told)
            assert answer.status_code == 302, (page, answer.content.decode()[:3000])
            break
        keep(user, key, page, told)
        if page == "concern" and told["trafficking"] == "yes":
            if until == "trafficking":
                break
            keep(user, key, "trafficking", other.get("trafficking", TRAFFICKING))
    return key


def sent(client: Client, user: User, **other: dict[str, Any]) -> Receipt:
    """The whole story, sent."""
    return Receipt.objects.select_related("report").get(journey=walk(client, user, **other))
