"""What sign-in leaves behind: an event with the account, never an address or a browser."""

from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from desk.accounts.models import User
from desk.audit import trail


@trail.act("signed_in")
def sign_in(*, by: User, at: Any, request: HttpRequest) -> None:
    """Open a session for `by`, with a new session key, and record it."""
    login(request, by, backend="django.contrib.auth.backends.ModelBackend")
    trail.record("signed_in", by=by, at=at, subject=by)


@trail.act("signed_out")
def sign_out(*, by: User, at: Any, request: HttpRequest) -> None:
    """End the session of `by` and record it."""
    trail.record("signed_out", by=by, at=at, subject=by)
    logout(request)


def sign_in_failed(username: str, *, locked: bool) -> None:
    """Record a failed attempt on an account that exists. An unknown name is not kept: it may be anything.

    The desk is the actor: whoever typed a wrong password is not known to be the owner of the account.
    """
    account = User.objects.filter(username=username).first()
    if account:
        code = "account_locked" if locked else "sign_in_failed"
        trail.record(code, by=trail.System(), at=timezone.now(), subject=account, detail=account.display_name)
