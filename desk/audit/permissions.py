"""Who may read the trail."""

from typing import Any

from desk.roles import Role


def may_read_trail(user: Any) -> bool:
    """The privacy officer, and nobody else: who is watched does not watch the watching."""
    return bool(user.is_active) and user.role == Role.PRIVACY_OFFICER


def may_declare_restore(user: Any) -> bool:
    """The privacy officer and the functional administrator, together; that one is privacy officer is a rule."""
    return user.is_active and user.role in (Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMINISTRATOR)
