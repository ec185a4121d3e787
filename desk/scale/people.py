"""Who works in the large region: the practice people, whose names open the desk, and colleagues beside them."""

from datetime import datetime

from desk.accounts import actions
from desk.accounts.models import Region, Team, User
from desk.demo import directory, people
from desk.directory.actions import extend_region
from desk.directory.models import Municipality, Organisation
from desk.roles import Role
from desk.scale.trail import Actor
from desk.scale.world import Staff

REPORTS_A_TEAM = 200_000
COLLEAGUES = 6
_MORE = ("Midden", "Oost", "West", "Kust", "Rivieren", "Heuvels", "Polder", "Stad")


def hire(reports: int, at: datetime) -> dict[str, User]:
    """Make the practice people, the directory, and teams that fit `reports`; return everybody by user name."""
    staff = people.hire(at)
    directory.list_organisations(staff["ada"], at)
    for name in _MORE[: max(0, reports // REPORTS_A_TEAM - len(people.TEAMS))]:
        extend_region(by=staff["ada"], at=at, kind="team", name=name)
    for team in Team.objects.order_by("pk"):
        for n in range(1, COLLEAGUES + 1):
            staff |= _colleague(staff["ada"], at, team, f"mw{n}", Role.COUNSELLOR)
        if team.name not in people.TEAMS:
            staff |= _colleague(staff["ada"], at, team, "lead", Role.TEAM_LEAD)
    return staff


def _colleague(ada: User, at: datetime, team: Team, name: str, role: Role) -> dict[str, User]:
    username = f"{team.name.lower()}-{name}"
    told = {"username": username, "display_name": f"{team.name} {name}", "password": people.PASSWORD}
    return {username: actions.create_account(by=ada, at=at, team=team, region=ada.region, role=role, **told)}


def teams() -> dict[int, Staff]:
    """Who works cases in each team, by the key of the team."""
    return {team.pk: _staff(team) for team in Team.objects.order_by("pk")}


def shares(known: dict[int, Staff]) -> list[int]:
    """The keys of the teams, one for each share of the work; the first team, where the practice people are, has two."""
    return [min(known), *known]


def towns() -> list[tuple[str, str]]:
    region = Region.objects.get(name=people.REGION)
    return [(str(town.pk), town.name) for town in Municipality.objects.filter(region=region).order_by("pk")]


def organisations() -> list[str]:
    """Where somebody is referred to who may be exploited."""
    return [str(one.pk) for one in Organisation.objects.order_by("pk") if "loverboy" in one.themes]


def _staff(team: Team) -> Staff:
    known = list(User.objects.filter(team=team).order_by("pk"))
    actors = {user.pk: Actor(str(user.pk), user.display_name, user.role) for user in known}
    of = {role: [actors[u.pk] for u in known if u.role == role] for role in (Role.COUNSELLOR, Role.TEAM_LEAD)}
    return Staff(of[Role.COUNSELLOR], of[Role.TEAM_LEAD])
