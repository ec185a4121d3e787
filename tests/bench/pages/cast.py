"""Who asks for the pages: the busiest counsellor of this database, and everybody who works around them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import Count
from django.test import Client

from desk.accounts.models import Team, User
from desk.directory.models import Municipality
from desk.reports.choices import IN_HAND
from desk.reports.models import Report
from desk.roles import Role
from tests import portal_stories
from tests.bench.pages.line import HOST
from tests.meldcode.api.systems import who_agreed
from tests.signing_in import let_in, signed_in

# Who else there must be; who is missing is hired.
_AROUND: Mapping[str, tuple[str, str]] = {
    "tariq": (Role.COUNSELLOR, "Tariq A."),
    "joke": (Role.TEAM_LEAD, "Joke V."),
    "els": (Role.TEAM_LEAD, "Els D."),
    "saskia": (Role.BEHAVIOURAL_SCIENTIST, "Saskia G."),
    "samir": (Role.PRIVACY_OFFICER, "Samir K."),
    "ada": (Role.FUNCTIONAL_ADMINISTRATOR, "Ada F."),
}
LASTS = timedelta(hours=4)
_NO_TEAM = {Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMINISTRATOR}


def staff() -> dict[str, User]:
    """Return the colleagues: noor has the most reports in hand of all counsellors, the others are of her team."""
    noor = _busiest()
    people = {"noor": noor}
    for name, (role, called) in _AROUND.items():
        people[name] = _found(role, noor, people) or _hired(name, role, called, noor)
    people["walks_in"] = let_in(_hired(f"nieuw-{uuid4().hex[:12]}", Role.COUNSELLOR, "Wil D.", noor))
    return people


def professionals(people: Mapping[str, User], at: datetime) -> dict[str, User]:
    """Return a school of this run: its officer, a teacher, and a mentor whose system reports for them."""
    own = uuid4().hex[:12]
    called = {"name": f"Praktijkschool {own}", "domains": [f"school-{own}.example"]}
    school = portal_stories.an_organisation(by=people["ada"], at=at, **called)
    told: dict[str, Any] = {"at": at, "organisation": school}
    iris = portal_stories.a_professional(by=people["ada"], name="Iris K.", is_officer=True, **told)
    eva = portal_stories.a_professional(by=iris, name="Eva P.", **told)
    mentor = who_agreed(by=iris, at=at, organisation=school, name="Mentor P.")
    return {"iris": iris, "eva": eva, "mentor": mentor}


def browser(user: User) -> Client:
    """Return somebody at a screen in this process, signed in, behind the proxy of production.

    They show who they are again all the time: a page that asks for that would else answer another after ten minutes.
    """
    client = signed_in(stranger(), user)
    held = client.session
    held["proven"] += LASTS.total_seconds()
    held.save()
    return client


def stranger() -> Client:
    """Return somebody at a screen who did not sign in."""
    return Client(SERVER_NAME=HOST, HTTP_X_FORWARDED_PROTO="https")


def cookie_of(client: Client) -> str:
    """Return the session of this browser, as its cookie."""
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def a_town(noor: User) -> Municipality:
    """Return a municipality of this region whose name no other has."""
    towns = Municipality.objects.filter(region=noor.region_id)
    return towns.order_by("name").first() or Municipality.objects.create(region=noor.region, name="Lindehaven")


def _busiest() -> User:
    counted = Report.objects.filter(
        status__in=IN_HAND, owner__role=Role.COUNSELLOR, owner__is_active=True, owner__team__isnull=False
    )
    top = counted.values("owner").annotate(many=Count("pk")).order_by("-many").first()
    if top is None:
        team = Team.objects.select_related("region").order_by("pk")[0]
        return _hired_in("noor", Role.COUNSELLOR, "Noor B.", team)
    return User.objects.select_related("team", "region").get(pk=top["owner"])


def _found(role: str, noor: User, known: Mapping[str, User]) -> User | None:
    place = {"region": noor.region_id} if role in _NO_TEAM else {"team": noor.team_id}
    rows = User.objects.active().filter(role=role, **place).exclude(pk__in=[one.pk for one in known.values()])
    return rows.select_related("team", "region").order_by("pk").first()


def _hired(name: str, role: str, called: str, noor: User) -> User:
    assert noor.team
    return _hired_in(name, role, called, noor.team)


def _hired_in(name: str, role: str, called: str, team: Team) -> User:
    own = None if role in _NO_TEAM else team
    user, _ = User.objects.get_or_create(
        username=f"meting-{name}",
        defaults={"display_name": called, "role": role, "region": team.region, "team": own, "password": "!"},
    )
    return user
