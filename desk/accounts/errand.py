"""Why somebody was sent to the provider: the session remembers it, and each errand is come back from once."""

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

LONGEST = timedelta(minutes=10)
SIGN_IN, UNLOCK, CONFIRM, LINK = "sign_in", "unlock", "confirm", "link"
_KEY = "errand"


@dataclass(frozen=True)
class Errand:
    """What somebody went to do, for whom, and the secrets with which the answer must come back."""

    purpose: str
    user: int | None
    began: float
    wanted: str
    state: str
    nonce: str
    verifier: str
    # The row of the provider it went to; None for the desk's own.
    provider: int | None = None

    @property
    def anew(self) -> bool:
        """Must the provider ask again who sits there? A session that lasts there says nothing of this moment."""
        return self.purpose != SIGN_IN

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.began, tz=UTC)


def send(
    session: SessionBase, at: datetime, purpose: str, *, user: int | None, wanted: str, provider: int | None = None
) -> Errand:
    """Begin an errand; an earlier one of this browser no longer counts. Who is not signed in gets a new session key."""
    if user is None:
        session.cycle_key()
    if "factor" not in session:
        # What anybody may begin without a name does not pile up until the night.
        session.set_expiry(int(LONGEST.total_seconds()))
    told = {name: secrets.token_urlsafe(32) for name in ("state", "nonce")}
    told["verifier"] = secrets.token_urlsafe(48)
    errand = Errand(purpose, user, at.timestamp(), wanted, provider=provider, **told)
    session[_KEY] = asdict(errand)
    return errand


def take(session: SessionBase, at: datetime, state: str) -> Errand | None:
    """Return the errand with this state and forget it; None when there is none, or it took too long."""
    kept: dict[str, Any] = session.get(_KEY) or {}
    if not kept or not constant_time_compare(kept["state"], state):
        return None
    del session[_KEY]
    errand = Errand(**kept)
    return errand if at - errand.at < LONGEST else None
