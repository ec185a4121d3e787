"""What the pages of advice show beside the form."""

from datetime import date
from typing import Any

from desk.accounts.models import User
from desk.advice.forms import AdviceForm, said
from desk.advice.models import Advice
from desk.directory.models import Organisation
from desk.directory.public import of_the_directory

FIRST_SHOWN = 4  # organisations beside the form before any kind is chosen; advice.js has the same number
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
    "referral_text",
    "tags",
    "moments",
)


def setting(user: User, today: date) -> dict[str, Any]:
    """What the form needs to know of the desk."""
    organisations = list(Organisation.objects.filter(in_use=True).order_by("name"))
    return {"today": today, "region": user.region, "organisations": organisations, "public": of_the_directory()}


def referral_rows(form: AdviceForm) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The organisations in use, in two lists: those that were chosen or fit the kinds of trafficking, and the rest."""
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
    rows.sort(key=lambda row: (not row["chosen"], not row["fits"]))
    first = max(FIRST_SHOWN, sum(row["chosen"] or row["fits"] for row in rows))
    return rows[:first], rows[first:]


def answers_of(advice: Advice) -> list[tuple[str, str]]:
    """Label and words of every answer that was given."""
    columns = {name: Advice._meta.get_field(name) for name in SHOWN}
    rows = [(str(column.verbose_name), said(name, getattr(advice, name))) for name, column in columns.items()]
    passed = "; ".join(map(str, advice.passed.order_by("kind")))
    return [(label, words) for label, words in [*rows, ("Nagekeken: wijst naar niemand", passed)] if words]
