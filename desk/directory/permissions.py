"""Who keeps the directory."""

from typing import Any

from desk.accounts.permissions import may_administer


def may_keep_directory(user: Any) -> bool:
    """The functional administrator; everybody who signed in may read it."""
    return may_administer(user)
