"""Who reads the table of rights."""

from typing import Any

from desk.roles import Role


def may_read_rights(user: Any) -> bool:
    """Who answers for the rights, who gives the roles, and who leads: the table holds no person and no file."""
    readers = (Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMINISTRATOR, Role.TEAM_LEAD)
    return bool(user.is_active) and user.role in readers
