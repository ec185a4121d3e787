"""Who may manage accounts and code lists, and who helps to let a colleague in again."""

from desk.accounts.factors import Recovery
from desk.accounts.models import User
from desk.accounts.rules import AGREE_ON_RECOVERY
from desk.roles import Role


def may_administer(user: User) -> bool:
    """The functional administrator: accounts, directory and code lists, no case content."""
    return user.is_active and user.role == Role.FUNCTIONAL_ADMINISTRATOR


def may_agree_on_recovery(user: User) -> bool:
    """Team lead and privacy officer: the second of the two people who let a colleague in again."""
    return user.is_active and user.role in AGREE_ON_RECOVERY


def may_decide_on_recovery(user: User, recovery: Recovery) -> bool:
    """Of the own region only; that it is neither the person nor who asked is a rule of the row (P8)."""
    return may_agree_on_recovery(user) and user.region_id == recovery.person.region_id
