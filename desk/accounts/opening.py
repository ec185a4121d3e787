"""Opens a new desk: its region, its teams and the administrator, before anybody can sign in to make them."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password

from desk.accounts.models import Region, Team, User
from desk.audit import trail
from desk.roles import Role
from desk.rulebook import Refused


@trail.act("account_created")
def open_desk(
    *, by: trail.Actor, at: datetime, region: str, teams: list[str], username: str, display_name: str, password: str
) -> User:
    """Make the first account. Raises Refused where somebody works already, ValidationError for a weak password."""
    if User.objects.exists():
        raise Refused("desk_is_new", "Dit meldpunt heeft al medewerkers. De functioneel beheerder maakt accounts aan.")
    place = Region(name=region)
    place.full_clean()
    place.save()
    for name in teams:
        team = Team(region=place, name=name)
        team.full_clean()
        team.save()
    first = User(username=username, display_name=display_name, role=Role.FUNCTIONAL_ADMINISTRATOR, region=place)
    validate_password(password, first)
    first.set_password(password)
    first.full_clean()
    first.save()
    trail.record("account_created", by=by, at=at, subject=first, detail=first.get_role_display())
    return first
