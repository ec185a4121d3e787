"""A team of its own for one run: counsellors who save, each with a session."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from desk.accounts.models import Team, User
from desk.roles import Role
from tests import stories
from tests.bench.pages.cast import browser, cookie_of
from tests.bench.pages.fifty import OF_NOTES
from tests.bench.pages.saving import advice_fields, report_fields

_WITH_NOTES = 10  # so many of them also write notes


def savers(noor: User, many: int, at: datetime) -> dict[str, Any]:
    """Return the team, who is in it, and the forms that they send."""
    own = uuid4().hex[:8]
    team = Team.objects.create(region=noor.region, name=f"Meting {own}")
    people = [_counsellor(f"meting-{own}-{number}", team) for number in range(many)]
    told = [{"pk": one.pk, "cookie": cookie_of(browser(one)), "note": ""} for one in people]
    for one, person in list(zip(told, people, strict=True))[:_WITH_NOTES]:
        report = stories.a_report(by=person, at=at, title=OF_NOTES)
        one["note"] = f"/dossiers/{report.case_file.number}/notitie/"
    forms = {
        "advice": {"path": "/adviezen/nieuw/", "fields": advice_fields(at)},
        "report": {"path": "/meldingen/nieuw/", "fields": report_fields(at)},
        "note": {"path": "", "fields": {"text": "De huisarts belt morgen terug."}},
    }
    return {"team": team.pk, "counsellors": told, "forms": forms}


def _counsellor(username: str, team: Team) -> User:
    told = {"display_name": "C. Meting", "role": Role.COUNSELLOR, "region": team.region, "team": team}
    user = User(username=username, **told)
    user.set_unusable_password()
    user.save()
    return user
