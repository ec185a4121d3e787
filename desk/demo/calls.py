"""The advices of the last days. Nobody is in them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from desk.accounts.models import User
from desk.advice.actions import log_short_contact, open_advice
from desk.directory.models import Organisation

# days ago, closed, answers
ADVICES: list[tuple[int, bool, dict[str, Any]]] = [
    (
        0,
        False,
        {
            "channel": "phone",
            "danger": "no",
            "seeker": "professional",
            "capacity": "P07",
            "occasions": ["08"],
            "natures": ["03", "06"],
            "trafficking": "yes",
            "trafficking_kinds": ["sexual", "loverboy"],
            "questions": ["should_i_report"],
            "advice_given": ["talk_to_victim", "write_signals", "seek_help"],
            "question_text": "Zorgen om een leerling. Zij heeft sinds kort dure spullen en een oudere vriend.",
            "advice_text": "Eerst rustig contact houden met de leerling.",
        },
    ),
    (
        0,
        True,
        {
            "channel": "chat",
            "danger": "no",
            "seeker": "victim",
            "capacity": "N01",
            "occasions": ["08"],
            "natures": ["06"],
            "trafficking": "yes",
            "trafficking_kinds": ["loverboy"],
            "questions": ["is_this_unsafe"],
            "advice_given": ["confidant", "seek_help", "call_again"],
            "question_text": "Een jongere moet van een vriend geld verdienen en twijfelt of dat uitbuiting is.",
        },
    ),
    (
        1,
        True,
        {
            "channel": "phone",
            "danger": "no",
            "seeker": "perpetrator",
            "capacity": "N02",
            "occasions": ["03"],
            "natures": ["01"],
            "questions": ["where_is_help"],
            "advice_given": ["seek_help", "call_again"],
            "question_text": "Mantelzorger is op en knijpt soms. Wil weten wie kan helpen.",
        },
    ),
    (
        1,
        True,
        {
            "channel": "phone",
            "danger": "yes",
            "danger_action": "caller_called",
            "seeker": "bystander",
            "capacity": "N05",
            "occasions": ["01"],
            "natures": ["01", "03"],
            "questions": ["what_can_i_do"],
            "advice_given": ["police"],
            "question_text": "Buren horen nu geschreeuw en glas. De beller heeft 112 gebeld.",
        },
    ),
    (
        3,
        True,
        {
            "channel": "email",
            "danger": "no",
            "seeker": "professional",
            "capacity": "P12",
            "occasions": ["06"],
            "natures": ["02", "05"],
            "questions": ["meldcode_step"],
            "advice_given": ["consult_colleague", "talk_to_parents"],
            "question_text": "Een peuter komt vaak in vieze kleren en zonder eten.",
        },
    ),
]


def take_calls(by: User, at: datetime) -> None:
    """Play the advices and a few short contacts."""
    fier = Organisation.objects.get(name="Fier")
    for days, closed, answers in ADVICES:
        referrals = [fier] if answers.get("trafficking") == "yes" else []
        open_advice(by=by, at=at - timedelta(days=days), key=uuid4(), close=closed, referrals=referrals, **answers)
    for kind in ("silent", "silent", "hang_up"):
        log_short_contact(by=by, at=at, kind=kind, key=uuid4())
