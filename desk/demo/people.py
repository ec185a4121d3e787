"""Who works in the fictional region. Every name is made up; the password is for practice only."""

from datetime import datetime, timedelta

from django.conf import settings

from desk.accounts import actions, second_factor, totp
from desk.accounts.models import Region, Team, User
from desk.audit.trail import System
from desk.directory.models import Municipality
from desk.roles import Role

REGION = "Merenstreek"
TEAMS = ["Noord", "Zuid"]
MUNICIPALITIES = ["Oudemeer", "Westervaart", "Lindehaven", "Hoogkamp"]
PASSWORD = "oefenen-in-merenstreek"  # noqa: S105 - seed_demo refuses to run outside the practice region

STAFF = [
    ("noor", "Noor B.", Role.COUNSELLOR, "Noord"),
    ("tariq", "Tariq A.", Role.COUNSELLOR, "Noord"),
    ("joke", "Joke V.", Role.TEAM_LEAD, "Noord"),
    ("els", "Els D.", Role.TEAM_LEAD, "Noord"),
    ("bram", "Bram S.", Role.COUNSELLOR, "Zuid"),
    ("hans", "Hans M.", Role.TEAM_LEAD, "Zuid"),
    ("saskia", "Saskia G.", Role.BEHAVIOURAL_SCIENTIST, "Noord"),
    ("vera", "Vera A.", Role.CONFIDENTIAL_PHYSICIAN, "Noord"),
    ("samir", "Samir K.", Role.PRIVACY_OFFICER, ""),
]


def hire(at: datetime) -> dict[str, User]:
    """Make the region, its teams and its people; return them by user name."""
    ada = actions.set_up_region(
        by=System(), at=at, region=REGION, teams=TEAMS, username="ada", display_name="Ada F.", password=PASSWORD
    )
    region = Region.objects.get(name=REGION)
    Municipality.objects.bulk_create(Municipality(region=region, name=name) for name in MUNICIPALITIES)
    teams = {team.name: team for team in Team.objects.filter(region=region)}
    people = {"ada": ada}
    for username, name, role, team in STAFF:
        people[username] = actions.create_account(
            by=ada,
            at=at,
            username=username,
            display_name=name,
            role=role,
            team=teams.get(team),
            region=region,
            password=PASSWORD,
        )
    for user in people.values():
        # All share one secret that the sign-in page of the practice desk knows: it shows the code of now.
        secret = settings.PRACTICE_SECRET
        # The code of a minute ago, so that the one of now is still to be used.
        code = totp.code_at(secret, at - timedelta(minutes=1))
        second_factor.set_up_app(by=user, at=at - timedelta(minutes=1), secret=secret, code=code)
    return people
