"""Counts wrong passwords. What is kept is a number of times for a keyed hash: no name, no address, no browser.

A password typed in the wrong box must not end up in a table, so the name of an unknown account is not kept either.
"""

import secrets
import unicodedata
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

DEVICE_AGE = 90 * 24 * 3600  # seconds a browser is known


def no_address(_request: HttpRequest) -> None:
    """The lockout counts per account; where somebody sits is not kept."""
    return None


def hashed_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return what stands for the account in the count, for names that exist and names that do not.

    A browser in which this colleague got in before counts apart: who guesses elsewhere locks nobody out of their work.
    """
    name = _plain((credentials or request.POST).get("username") or "")
    device = request.get_signed_cookie(_cookie(name), default="", max_age=DEVICE_AGE)
    return salted_hmac("desk.lockout", f"{name}\n{device}" if device else name, algorithm="sha256").hexdigest()


def remember_device(request: HttpRequest, response: HttpResponse, username: str) -> HttpResponse:
    """Let this browser be known as one in which the colleague got in. It opens nothing; its mistakes count apart."""
    cookie = _cookie(_plain(username))
    if not request.get_signed_cookie(cookie, default="", max_age=DEVICE_AGE):
        response.set_signed_cookie(
            cookie,
            secrets.token_urlsafe(16),
            max_age=DEVICE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _cookie(name: str) -> str:
    # Signing covers the name of a cookie, so that of one account says nothing about another.
    return f"{settings.DEVICE_COOKIE_NAME}-{salted_hmac('desk.device', name, algorithm='sha256').hexdigest()[:20]}"


def _plain(name: Any) -> str:
    return unicodedata.normalize("NFKC", str(name)).strip()


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
