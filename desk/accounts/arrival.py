"""Somebody whom a provider outside saw and whom nobody here knows yet: the session holds it sealed, for ten minutes."""

import base64
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

LONGEST = timedelta(minutes=10)
_KEY, _MARK = "arrival", b"arrival"


@dataclass(frozen=True)
class Arrival:
    """Which provider saw whom, under what checked address, and whether with a second factor."""

    provider: int
    issuer: str
    subject_hash: str
    email: str
    strong: bool
    wanted: str
    began: float

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.began, tz=UTC)


def note(session: SessionBase, arrival: Arrival) -> None:
    """Keep it in a session with a new key. An address of somebody is in it, so a copy of the table reads nothing."""
    session.cycle_key()
    nonce = os.urandom(12)
    body = _cipher().encrypt(nonce, json.dumps(asdict(arrival)).encode(), _MARK)
    session[_KEY] = base64.b64encode(nonce + body).decode()


def noted(session: SessionBase, at: datetime) -> Arrival | None:
    """Return who arrived in this browser; None when nobody did, or it took too long."""
    kept = session.get(_KEY)
    if not kept:
        return None
    raw = base64.b64decode(kept)
    told: dict[str, Any] = json.loads(_cipher().decrypt(raw[:12], raw[12:], _MARK))
    arrival = Arrival(**told)
    return arrival if at.timestamp() - arrival.began < LONGEST.total_seconds() else None


def forget(session: SessionBase) -> None:
    session.pop(_KEY, None)


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(f"arrival:{settings.FACTOR_KEY}".encode()).digest())
