"""Who may manage accounts and code lists."""

from desk.accounts.models import User
from desk.roles import Role


def may_administer(user: User) -> bool:
    """The functional administrator: accounts, directory and code lists, no case content."""
    return user.is_active and user.role == Role.FUNCTIONAL_ADMINISTRATOR
