"""What the pages of advice show beside the form."""

from datetime import date
from typing import Any

from desk.accounts.models import User
from desk.advice.forms import AdviceForm, said
from desk.advice.models import Advice
from desk.directory.models import Organisation

# The order in which a finished advice is read back.
SHOWN = (
    "danger",
    "danger_action",
    "channel",
    "seeker",
    "capacity",
    "municipality",
    "occasions",
    "natures",
    "trafficking",
    "trafficking_kinds",
    "questions",
    "question_text",
    "advice_given",
    "advice_text",
    "referrals",
    "moments",
)


def setting(user: User, today: date) -> dict[str, Any]:
    """What the form needs to know of the desk."""
    organisations = list(Organisation.objects.filter(in_use=True).order_by("name"))
    return {"today": today, "region": user.region, "organisations": organisations}


def referral_rows(form: AdviceForm) -> list[dict[str, Any]]:
    """The organisations in use: those that fit the chosen kinds of trafficking first, then those that fit any."""
    chosen = set(map(str, form["referrals"].value() or []))
    kinds = set(form["trafficking_kinds"].value() or [])
    rows = [
        {
            "organisation": organisation,
            "chosen": str(organisation.pk) in chosen,
            "fits": bool(kinds & set(organisation.themes)),
            "stale": organisation.is_stale(form.today),
            "months": (form.today - organisation.checked_on).days // 30,
        }
        for organisation in form.organisations
    ]
    return sorted(rows, key=lambda row: (not row["chosen"], not row["fits"], not row["organisation"].themes))


def answers_of(advice: Advice) -> list[tuple[str, str]]:
    """Label and words of every answer that was given."""
    columns = {name: Advice._meta.get_field(name) for name in SHOWN}
    rows = [(str(column.verbose_name), said(name, getattr(advice, name))) for name, column in columns.items()]
    return [(label, words) for label, words in rows if words]
