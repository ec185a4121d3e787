"""Signing in and out, locking the screen, and the end of a session: events with the account, never an address."""

from datetime import datetime
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from desk.accounts import proofs, session, slowdown
from desk.accounts.factors import LinkedAccount, Recovery
from desk.accounts.models import User
from desk.accounts.proofs import Proof
from desk.audit import trail


@trail.act("password_accepted")
def go_halfway(*, by: Any, at: datetime, request: HttpRequest, account: User, wanted: str) -> None:
    """Note that the right password was given, in a session with a new key; the desk does, for it knows no more yet.

    An event, for who knows a password and stops here would leave no other trace.
    """
    session.go_halfway(request.session, at, account, wanted)
    trail.record("password_accepted", by=by, at=at, subject=account, detail=account.display_name)


@trail.act("recovery_code_accepted")
def go_on_with_help(*, by: Any, at: datetime, request: HttpRequest, account: User, recovery: Recovery) -> None:
    """Note that the code of two colleagues was right: it leads to setting up a new factor, and nowhere else."""
    session.note_help(request.session, recovery.pk)
    trail.record("recovery_code_accepted", by=by, at=at, subject=account, detail=account.display_name)


@trail.act("signed_in")
def sign_in(*, by: User, at: Any, request: HttpRequest, proof: Proof) -> None:
    """Use up the proof and open a session for `by`, with a new session key. Raises Refused."""
    proofs.use(proof, at)
    came = request.session.pop("halfway", None) or {}
    if came.get("link"):
        # Both were shown in one go: whoever the provider saw is this person.
        LinkedAccount.objects.filter(pk=came["link"], user=by, proven_at__isnull=True).update(proven_at=at)
    login(request, by, backend="django.contrib.auth.backends.ModelBackend")
    session.begin(request.session, at, proof.kind)
    trail.record("signed_in", by=by, at=at, subject=by, detail=f"met {proof.kind.label}")


@trail.act("signed_out")
def sign_out(*, by: User, at: Any, request: HttpRequest) -> None:
    """End the session of `by` and record it."""
    trail.record("signed_out", by=by, at=at, subject=by)
    logout(request)


@trail.act("session_ended")
def end_session(*, by: Any, at: datetime, request: HttpRequest, account: User, why: str) -> None:
    """End the session of `account`: the desk does, because its time is over."""
    trail.record("session_ended", by=by, at=at, subject=account, detail=session.REASONS[why])
    logout(request)


@trail.act("screen_locked")
def lock_screen(*, by: User, at: datetime, request: HttpRequest) -> None:
    """Lock the session of `by`, until they show again who they are."""
    request.session["locked"] = True
    trail.record("screen_locked", by=by, at=at, subject=by)


@trail.act("screen_unlocked")
def unlock_screen(*, by: User, at: datetime, request: HttpRequest, proof: Proof | None = None) -> None:
    """Open the locked session of `by`, who gave the password or shows this proof. Raises Refused."""
    _shown_again(request, at, proof)
    request.session.pop("locked", None)
    trail.record("screen_unlocked", by=by, at=at, subject=by, detail=_with(proof))


@trail.act("identity_confirmed")
def confirm_identity(*, by: User, at: datetime, request: HttpRequest, proof: Proof | None = None) -> None:
    """Note that `by` showed again who they are: needed to change how they get in. Raises Refused."""
    _shown_again(request, at, proof)
    trail.record("identity_confirmed", by=by, at=at, subject=by, detail=_with(proof))


@trail.act("password_accepted")
def accept_at_terminal(*, by: Any, at: datetime, account: User) -> None:
    """Note that the right password was typed at the terminal: who stops there would leave no other trace."""
    trail.record("password_accepted", by=by, at=at, subject=account, detail=account.display_name)


@trail.act("identity_confirmed")
def confirm_at_terminal(*, by: User, at: datetime, request: HttpRequest, proof: Proof) -> None:
    """Use up the proof of `by`, who gave the password at the terminal, and forget earlier mistakes. Raises Refused."""
    proofs.use(proof, at)
    AxesProxyHandler.user_logged_in(__name__, request, by)
    trail.record("identity_confirmed", by=by, at=at, subject=by, detail=_with(proof))


def _shown_again(request: HttpRequest, at: datetime, proof: Proof | None) -> None:
    if proof:
        proofs.use(proof, at)
    session.prove(request.session, at)


def _with(proof: Proof | None) -> str:
    return f"met {proof.kind.label}" if proof else "met het wachtwoord"


def sign_in_failed(request: HttpRequest, username: str) -> None:
    """Record a failed attempt. An unknown name is not kept: it may be anything, also a password in the wrong box.

    It is an event all the same, so that both cost the same work. The desk is the actor: whoever typed a wrong password
    is not known to be the owner of the account.
    """
    now = timezone.now()
    if slowdown.count(request, now):
        trail.record("address_slowed", by=trail.System(), at=now)
    account = User.objects.filter(username=username).first()
    if account:
        _failed("sign_in_failed", request, account)
    else:
        trail.record("name_refused", by=trail.System(), at=now)


def factor_failed(request: HttpRequest, account: User, rule: str) -> None:
    """Count a wrong second factor with the wrong passwords of this account, and record it."""
    if slowdown.count(request, timezone.now()):
        trail.record("address_slowed", by=trail.System(), at=timezone.now())
    AxesProxyHandler.user_login_failed(__name__, {"username": account.username}, request)
    _failed("factor_failed", request, account, rule)


def unlock_failed(request: HttpRequest, account: User, *, counted: bool) -> None:
    """Record a wrong answer on a locked screen; a password was counted by who checked it, a passkey was not."""
    if not counted:
        AxesProxyHandler.user_login_failed(__name__, {"username": account.username}, request)
    _failed("unlock_failed", request, account)


def _failed(code: str, request: HttpRequest, account: User, rule: str = "") -> None:
    locked = getattr(request, "axes_locked_out", False)
    act = "account_locked" if locked else code
    told: dict[str, Any] = {"subject": account, "detail": account.display_name, "rule": rule}
    trail.record(act, by=trail.System(), at=timezone.now(), **told)


def may_try(request: HttpRequest, account: User) -> bool:
    """Is this account open to another try? The middleware of axes answers for one that is locked."""
    allowed = AxesProxyHandler.is_allowed(request, {"username": account.username})
    request.axes_locked_out = not allowed  # type: ignore[attr-defined]
    return bool(allowed)
