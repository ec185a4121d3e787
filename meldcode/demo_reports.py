"""What came through the portal of the practice region: an open report of a mentor, and one that asks for a shield."""

from datetime import datetime, timedelta
from typing import Any

from desk.accounts.models import User
from desk.deadlines import local_day
from desk.directory.models import Municipality
from meldcode import journeys, sending
from meldcode.people import membership
from meldcode.receipts import Receipt

Pages = dict[str, dict[str, Any]]


# Of `on` the days ago, of a birth the age.
MENTOR: Pages = {
    "signals": {
        "seen": "De leerling van 14 is vaak moe en wil na school niet naar huis.",
        "on": 30,
        "client": "adolescent",
        "trigger": "no",
    },
    "consultation": {
        "colleague": "done",
        "officer": "done",
        "veilig_thuis": "not_done",
        "on": 12,
        "why": "De aandachtsfunctionaris kon ons verder helpen.",
    },
    "talk": {
        "mark": "done",
        "on": 6,
        "result": "De leerling wil dat het ophoudt. Moeder zegt dat alles goed is.",
    },
    "weighing": {"suspicion": "yes", "unsafety": "yes", "norms": ["structural", "disclosure"]},
    "decision": {
        "report_needed": "yes",
        "decider": "officer",
        "help_possible": "yes",
        "help_what": "Elke week een gesprek.",
    },
    "people": {
        "address": "Proefstraat 24",
        "postcode": "1234 AB",
        "place": "Lindehaven",
        "rows": "2",
        "0-role": "child",
        "0-first_names": "Robin",
        "0-surname": "Proefkind",
        "0-birth": 14,
        "0-at_home": "on",
        "1-role": "presumed_perpetrator",
        "1-called": "stiefvader",
        "1-at_home": "on",
    },
    "concern": {
        "danger": "no",
        "title": "Leerling van 14 is bang om naar huis te gaan",
        "occasions": ["08"],
        "natures": ["01", "03"],
        "facts": "Twee keer een dikke lip in een maand. Bleef drie keer tot zes uur op school.",
        "facts_who": "Ikzelf",
        "facts_when": "In de afgelopen maand",
        "child_said": "Als ik thuiskom begint het weer.",
        "child_who": "Tegen mij",
        "view": "Ik denk dat de stiefvader slaat als moeder werkt.",
        "trafficking": "no",
    },
    "support": {
        "help_present": "Het wijkteam kwam twee keer; daarna hield moeder het af.",
        "request": "Kijk of het thuis veilig is.",
        "stays_involved": "yes",
        "wants_feedback": "yes",
        "relation": "Mentor",
        "reachable": "Na half vier",
    },
    "openness": {
        "persons_informed": "yes",
        "informed_how": "Moeder en de leerling weten het sinds gisteren.",
        "child_spoken": "yes",
        "disclosure": "open",
    },
    "review": {"declared": "on"},
}
GP: Pages = {
    **MENTOR,
    "signals": {
        "seen": "Een moeder heeft nieuwe kneuzingen en zegt dat zij is gevallen. Twee jonge kinderen kijken weg.",
        "on": 20,
        "client": "adult",
        "trigger": "yes",
        "kindcheck": "done",
        "kindcheck_outcome": "concern",
        "kindcheck_children": "2",
        "kindcheck_ages": "4 en 6 jaar",
        "kindcheck_shared": "no",
    },
    "consultation": {"colleague": "done", "officer": "not_applicable", "veilig_thuis": "done", "on": 12, "why": ""},
    "talk": {"mark": "not_done", "why": "Haar partner komt elke keer mee naar binnen."},
    "decision": {"report_needed": "yes", "decider": "self", "help_possible": "no"},
    "people": {
        "address": "Proefstraat 61",
        "postcode": "1234 AB",
        "place": "Lindehaven",
        "rows": "2",
        "0-role": "presumed_victim",
        "0-first_names": "Mila",
        "0-surname": "Proefvrouw",
        "0-birth": 33,
        "0-at_home": "on",
        "1-role": "presumed_perpetrator",
        "1-called": "partner",
        "1-at_home": "on",
    },
    "concern": {
        "danger": "no",
        "title": "Moeder met kneuzingen, kinderen van 4 en 6",
        "occasions": ["01", "06"],
        "natures": ["01"],
        "facts": "Kneuzingen aan pols en hals, drie weken na de vorige.",
        "facts_who": "Ikzelf",
        "trafficking": "no",
    },
    "support": {
        "request": "Kijk of moeder en kinderen veilig zijn.",
        "stays_involved": "yes",
        "wants_feedback": "yes",
        "relation": "Huisarts van moeder en kinderen",
    },
    "openness": {
        "persons_informed": "no",
        "not_informed_reason": "Haar partner leest haar berichten.",
        "child_spoken": "no",
        "disclosure": "shielded",
        "shield_ground": "professional_safety",
        "shield_explanation": "De partner stond vorige week te schreeuwen aan onze balie.",
        "withheld": "Dat zij bij ons op het spreekuur was.",
        "safety_phone": "06 00 00 00 02",
    },
}


def send_reports(eva: User, otto: User, now: datetime) -> list[Receipt]:
    """Let the mentor and the general practitioner walk the five steps and send; return their receipts."""
    return [_sent(eva, now - timedelta(minutes=50), MENTOR), _sent(otto, now - timedelta(minutes=35), GP)]


def _sent(by: User, at: datetime, pages: Pages) -> Receipt:
    here = membership(by)
    assert here is not None
    lindehaven = Municipality.objects.get(region=here.organisation.region, name="Lindehaven")
    told = {**pages, "people": {**pages["people"], "municipality": lindehaven.pk}}
    key = journeys.begin(by=by, at=at).key
    for page, answers in told.items():
        fields = {f"{page}-{name}": _typed(name, value, at) for name, value in answers.items()}
        journeys.keep(by=by, at=at, key=key, page=page, fields=fields)
    return sending.send(by=by, at=at, key=key)


def _typed(name: str, value: Any, at: datetime) -> list[str]:
    """An answer as it is typed, on the day of `at`."""
    if name == "on":
        return [f"{local_day(at) - timedelta(days=value):%d-%m-%Y}"]
    if name == "0-birth":
        return [str(local_day(at).year - value)]
    return value if isinstance(value, list) else [str(value)]
