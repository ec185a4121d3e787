"""Counts wrong passwords. What is kept is a number of times for a keyed hash: no name, no address, no browser.

A password typed in the wrong box must not end up in a table, so the name of an unknown account is not kept either.
"""

import unicodedata
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def no_address(_request: HttpRequest) -> None:
    """The lockout counts per account; where somebody sits is not kept."""
    return None


def hashed_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return what stands for the account in the count, for names that exist and names that do not."""
    name = (credentials or request.POST).get("username") or ""
    return salted_hmac("desk.lockout", unicodedata.normalize("NFKC", str(name)).strip(), algorithm="sha256").hexdigest()


class CountsOnly(AxesDatabaseHandler):
    """The lockout of axes, storing the count and the moment."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
    ) -> None:
        """Count this attempt; at the limit, or while locked, mark the request as locked out."""
        if request is None or request.axes_locked_out:  # type: ignore[attr-defined]
            return
        at = request.axes_attempt_time  # type: ignore[attr-defined]
        name = get_client_username(request, credentials)
        self.clean_expired_user_attempts(request, credentials)
        # The quarter of an hour counts from the last attempt. A row each: two at once cannot hit one another.
        AccessAttempt.objects.filter(username=name).update(attempt_time=at)
        AccessAttempt.objects.create(username=name, attempt_time=at, failures_since_start=1)
        request.axes_locked_out = self.is_locked(request, credentials)  # type: ignore[attr-defined]
