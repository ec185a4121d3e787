"""Who may read the trail."""

from typing import Any

from desk.roles import Role


def may_read_trail(user: Any) -> bool:
    """The privacy officer, and nobody else: who is watched does not watch the watching."""
    return bool(user.is_active) and user.role == Role.PRIVACY_OFFICER
