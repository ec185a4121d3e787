"""Who may work on an advice contact."""

from desk.accounts.models import User
from desk.advice.models import Advice, ShortContact
from desk.roles import CASE_ROLES


def may_give_advice(user: User) -> bool:
    """Everybody on the phone: counsellor, team lead and expert, when they belong to a team."""
    return user.is_active and user.role in CASE_ROLES and user.team_id is not None


def may_open_advice(user: User, advice: Advice | ShortContact) -> bool:
    """Colleagues of the team that gave it: the next shift goes on where this one stopped."""
    return may_give_advice(user) and user.team_id == advice.team_id
