"""What a counsellor fills in on the two forms of the desk, as the browser sends it."""

from typing import Any
from uuid import uuid4

from django.utils import timezone


def advice_form(**other: Any) -> dict[str, Any]:
    """A mother calls about her daughter."""
    return {
        "key": str(uuid4()),
        "danger": "no",
        "channel": "phone",
        "opened_on": f"{timezone.localdate():%d-%m-%Y}",
        "seeker": "parent",
        "capacity": "N03",
        "occasions": ["08"],
        "natures": ["03"],
        "trafficking": "no",
        "question_text": "De dochter heeft een oudere vriend.",
        "advice_text": "Rustig contact houden.",
        "moments": "1",
        **other,
    }


def report_form(**other: Any) -> dict[str, Any]:
    """A report about a pupil; who reports is told in `other`."""
    now = timezone.localtime()
    return {
        "submission": str(uuid4()),
        "channel": "phone",
        "received_on": f"{now:%d-%m-%Y}",
        "received_time": f"{now:%H:%M}",
        "danger": "no",
        "title": "Zorgen om een leerling",
        "occasions": ["08"],
        "natures": ["03"],
        **other,
    }
