"""How a token is made and how it is kept: as a hash under a key that is not in the database."""

import hashlib
import hmac
import json
import secrets
from typing import Any
from uuid import UUID

from django.conf import settings

# A token that lies somewhere it should not is found by its first letters.
MARK = "meldcode_"


def new_token() -> str:
    """Return a token at random (256 bits), to be shown once."""
    return MARK + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return the keyed hash under which a token is kept."""
    return _keyed("api-token", token.encode("utf-8", "surrogatepass")).hex()


def hash_of_body(told: dict[str, Any]) -> str:
    """Return the keyed hash of what was sent, whatever its order and spaces: without the key nobody can try guesses."""
    return _keyed("api-body", json.dumps(told, sort_keys=True).encode()).hex()


def submission_of(organisation: int, key: UUID) -> UUID:
    """Return the number at random by which the desk stores a report once, made of the key of the organisation."""
    return UUID(bytes=_keyed("api-submission", f"{organisation}:{key}".encode())[:16], version=4)


def _keyed(use: str, text: bytes) -> bytes:
    return hmac.new(settings.FACTOR_KEY.encode(), use.encode() + b":" + text, hashlib.sha256).digest()
