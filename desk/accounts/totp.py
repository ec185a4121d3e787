"""The code of an authenticator app (RFC 6238), how the secret behind it is kept: encrypted, with a key of its own."""

import base64
import hashlib
import hmac
import os
import secrets
from datetime import datetime

import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

STEP = 30  # seconds
# A phone may be half a minute early or late.
DRIFT = (0, -1, 1)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def step_at(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def code_at(secret: bytes, at: datetime) -> str:
    """Return the code an app shows at this moment."""
    return code_of_step(secret, step_at(at))


def code_of_step(secret: bytes, step: int) -> str:
    return _app(secret).generate(step * STEP).decode()


def step_of(secret: bytes, code: str, at: datetime) -> int | None:
    """Return the step this code belongs to; None when it is none of now."""
    now = step_at(at)
    said = code.encode()
    for step in (now + drift for drift in DRIFT):
        if hmac.compare_digest(code_of_step(secret, step).encode(), said):
            return step
    return None


def spoken(secret: bytes) -> str:
    """Return the secret as it is typed into an app, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def qr(secret: bytes, username: str) -> SafeString:
    """Return the picture an app scans, as SVG without a style of its own."""
    address = _app(secret).get_provisioning_uri(username, f"Meldesk {settings.ORGANISATION_NAME}")
    drawn = segno.make(address, error="m", micro=False)
    # Drawn from numbers by segno; no text of a person is in it.
    return mark_safe(drawn.svg_inline(border=3, omitsize=True, svgclass="qr-code", lineclass=None))  # noqa: S308


def seal(secret: bytes, user_id: int) -> str:
    """Return the secret encrypted (AES-GCM), bound to this colleague."""
    nonce = os.urandom(12)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, secret, _owner(user_id))).decode()


def unseal(sealed: str, user_id: int) -> bytes | None:
    """Return the secret; None when it is of somebody else, or made with another key."""
    raw = base64.b64decode(sealed)
    try:
        return _cipher().decrypt(raw[:12], raw[12:], _owner(user_id))
    except InvalidTag:
        return None


def new_paper_code() -> str:
    """Return a code for on paper: four groups of four, 79 bits, without signs that look alike."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def hash_of(code: str, user_id: int) -> str:
    """Return what is kept of a code on paper: a keyed hash, bound to this colleague."""
    plain = "".join(char for char in code.lower() if char.isalnum())
    return hmac.new(settings.FACTOR_KEY.encode(), f"{user_id}:{plain}".encode(), hashlib.sha256).hexdigest()


def _app(secret: bytes) -> TOTP:
    # SHA-1 is what every app knows; as HMAC over a random secret it is sound.
    return TOTP(secret, 6, SHA1(), STEP)  # noqa: S303


def _owner(user_id: int) -> bytes:
    return f"app:{user_id}".encode()


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(settings.FACTOR_KEY.encode()).digest())
