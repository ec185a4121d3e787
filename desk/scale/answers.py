"""What is answered: about a report when it is filed, and to the three questions, by how it will end."""

import json
from random import Random

from desk import codelists
from desk.assessment.choices import Outcome
from desk.scale import texts
from desk.scale.plan import CONDITIONS, CONVERTED, HANDOVER, INVESTIGATION, NO_FOLLOW_UP, REGIONAL

_PARTIES = ("local_field", "youth_care", "womens_shelter", "addiction_care", "gp", "certified_institution")
_CHILD = (("08", "03"), ("08", "01 08"), ("07", "03 08"), ("06", "02 05"))
_HOME = (("01", "01"), ("01", "01 03"), ("03", "07"), ("04", "01"), ("09", "03"))
_CHANNELS = ("phone",) * 7 + ("form", "form", "email")
OUTCOMES = {
    NO_FOLLOW_UP: Outcome.NO_FOLLOW_UP,
    CONVERTED: Outcome.CONVERTED_TO_ADVICE,
    HANDOVER: Outcome.HANDOVER,
    INVESTIGATION: Outcome.INVESTIGATION,
    CONDITIONS: Outcome.CONDITIONS_AND_FOLLOW_UP,
    REGIONAL: Outcome.REGIONAL_TAILORED_WORK,
}
# When a decision by this outcome must be concluded.
TERMS = {INVESTIGATION: "investigation", CONDITIONS: "conditions_and_follow_up"}


def _mask(codes: codelists.CodeList, keys: str) -> str:
    return str(codes.mask(keys.split()))


# What it is about (children, or grown-ups), with its natures.
_ABOUT = {
    about_children: [(_mask(codelists.OCCASIONS, one), _mask(codelists.NATURES, natures)) for one, natures in told]
    for about_children, told in ((True, _CHILD), (False, _HOME))
}
_PARTY = [(_mask(codelists.PARTIES, party), json.dumps({party: "Gezinswerker, dienst Noord"})) for party in _PARTIES]


def of_report(rng: Random, *, about_children: bool, professional: bool, path: int) -> dict[str, str]:
    """The columns of a report that somebody answers."""
    occasions, natures = rng.choice(_ABOUT[about_children])
    told = {
        "channel": rng.choice(_CHANNELS),
        "danger": "no",
        "title": rng.choice(texts.CHILD_TITLES if about_children else texts.HOME_TITLES),
        "occasions": occasions,
        "natures": natures,
        "trafficking": "no",
    }
    if professional:
        told["meldcode_complete"] = "no" if path == CONVERTED else "yes"
        told["persons_informed"] = "yes"
    if path > CONVERTED and rng.random() < 0.04:
        told |= {"danger": "yes", "danger_action": texts.ACTED, "acute": "1"}
    return told


def of_questions(rng: Random, path: int) -> dict[str, str]:
    """The columns of the three questions, as they are proposed."""
    outcome = {"expected": str(OUTCOMES[path]), "outcome": str(OUTCOMES[path])}
    if path in (NO_FOLLOW_UP, CONVERTED):
        return {"unsafe": "no", "explanation": rng.choice(texts.SAFE), **outcome}
    told = {
        "unsafe": "yes",
        "explanation": rng.choice(texts.UNSAFE),
        "acute": "no",
        "structural": "yes" if rng.random() < 0.6 else "no",
        "disclosure": "yes" if rng.random() < 0.1 else "no",
        "established": "yes",
        "own_strength": rng.choice(texts.STRENGTH),
        "network": rng.choice(texts.CIRCLE),
        "professional_help": rng.choice(texts.HELP),
        "safety_conditions": rng.choice(texts.CONDITIONS),
        "circle_can": "with_help",
        "cooperates": "no" if path == INVESTIGATION else "yes",
        **outcome,
    }
    return told | (_handed_over(rng) if path == HANDOVER else {"stays_here": "1", "regional_task": _regional(path)})


def _handed_over(rng: Random) -> dict[str, str]:
    parties, contacts = rng.choice(_PARTY)
    return {"parties": parties, "contacts": contacts}


def _regional(path: int) -> str:
    return "1" if path == REGIONAL else "0"
