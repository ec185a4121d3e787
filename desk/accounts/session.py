"""How long a session lasts, kept at our side: half an hour without work, eight hours in all; and whether it is locked.

Before both factors were shown there is no session of a colleague, only a note of who gave the right password.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from desk.accounts.models import LinkedAccount, User

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
WARNING = timedelta(minutes=2)
HALFWAY = timedelta(minutes=10)
# A change of who may get in asks again who is there.
RECENT = timedelta(minutes=10)
# Not at every click: a session that was seen less than a minute ago is left as it is.
_FINE = timedelta(minutes=1)
# Why a session ended, in the words of the trail (Dutch).
REASONS = {
    "idle": "30 minuten niets gedaan",
    "longest": "8 uur ingelogd",
    "unproven": "zonder tweede stap",
    "wrong": "te vaak een verkeerd antwoord",
}


def begin(session: SessionBase, at: datetime, factor: str) -> None:
    """Start the clocks of a session in which both factors were shown."""
    session.set_expiry(None)
    session["factor"] = factor
    session["began"] = session["seen"] = session["proven"] = at.timestamp()


def touch(session: SessionBase, at: datetime) -> None:
    """Somebody works: the half hour begins anew."""
    if at.timestamp() - session["seen"] >= _FINE.total_seconds():
        session["seen"] = at.timestamp()


def why_over(session: SessionBase | dict[str, Any], at: datetime) -> str:
    """Return why this session is over, or an empty text."""
    if not session.get("factor"):
        return "unproven"
    if at.timestamp() - session["began"] >= LONGEST.total_seconds():
        return "longest"
    return "idle" if at.timestamp() - session["seen"] >= IDLE.total_seconds() else ""


def seconds_left(session: SessionBase, at: datetime) -> dict[str, int]:
    """Return how long the session still lasts, and how long it can last at most when somebody goes on working."""
    most = session["began"] + LONGEST.total_seconds() - at.timestamp()
    idle = session["seen"] + IDLE.total_seconds() - at.timestamp()
    return {"left": max(0, int(min(most, idle))), "most": max(0, int(most))}


def is_locked(session: SessionBase) -> bool:
    return bool(session.get("locked"))


def prove(session: SessionBase, at: datetime) -> None:
    """Who sits here showed it again just now."""
    session["proven"] = at.timestamp()


def is_recent(session: SessionBase, at: datetime) -> bool:
    """Did whoever sits here show who they are a short while ago?"""
    return at.timestamp() - session.get("proven", 0) < RECENT.total_seconds()


@dataclass(frozen=True)
class Halfway:
    """Somebody who gave the right password, or came from the provider, and showed nothing else yet."""

    account: User
    wanted: str
    helped: int | None


def halfway(session: SessionBase, at: datetime) -> Halfway | None:
    """Return who is half way in; None when nobody is, it took too long, or the account changed meanwhile."""
    note: dict[str, Any] = session.get("halfway") or {}
    if not note or at.timestamp() - note["at"] >= HALFWAY.total_seconds():
        return None
    account = User.objects.active().filter(pk=note["user"]).first()
    if account is None or not constant_time_compare(note["hash"], account.get_session_auth_hash()):
        return None
    if note.get("link") and not LinkedAccount.objects.filter(pk=note["link"], user=account).exists():
        return None
    return Halfway(account, note["next"], note.get("helped"))


def go_halfway(session: SessionBase, at: datetime, account: User, wanted: str, link: int | None = None) -> None:
    """Note who gave the right password, or came from the provider by this link, in a session with a new key."""
    session.cycle_key()
    session["halfway"] = {
        "user": account.pk,
        "hash": account.get_session_auth_hash(),
        "at": at.timestamp(),
        "next": wanted,
        "link": link,
    }


def note_help(session: SessionBase, recovery: int) -> None:
    """Note that the code of two colleagues was right: it leads to setting up a new factor, and nowhere else."""
    session["halfway"] = {**session["halfway"], "helped": recovery}
