"""Who oversees, who enters a circle, and who reads what of the trail."""

from desk.accounts.models import User
from desk.accounts.permissions import may_administer
from desk.audit.permissions import may_read_trail
from desk.roles import Role


def may_oversee(user: User) -> bool:
    """The privacy officer: alarms, and the list for a person concerned. Nobody else may so much as count them."""
    return may_read_trail(user)


def may_enter_circle(user: User) -> bool:
    """The functional administrator, who knows the staff and opens no case."""
    return may_administer(user)


def may_read_team_trail(user: User) -> bool:
    """The lead of a team, and of that team alone."""
    return user.is_active and user.role == Role.TEAM_LEAD and user.team_id is not None
