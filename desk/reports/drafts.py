"""What somebody is still typing in a report form: encrypted, theirs alone, and gone after seven days.

Advice forms have none: their text lives in the page until the guard has passed it (P1).
"""

import base64
import hashlib
import json
import os
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models


class Draft(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    sealed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_draft_per_person_and_form")]
        indexes = [models.Index(fields=["saved_at"], name="draft_age")]

    def __str__(self) -> str:
        return self.form


def oldest(at: datetime) -> datetime:
    """What was kept before this moment is gone; nobody gets it back, also when the worker did not come by yet."""
    return at - timedelta(days=settings.DRAFT_DAYS)


def seal(fields: dict[str, list[str]], *, user_id: int, form: str) -> str:
    """Return the fields encrypted (AES-GCM), bound to this person and this form."""
    nonce = os.urandom(12)
    body = _cipher().encrypt(nonce, json.dumps(fields).encode(), f"{user_id}:{form}".encode())
    return base64.b64encode(nonce + body).decode()


def unseal(sealed: str, *, user_id: int, form: str) -> dict[str, list[str]]:
    """Return the fields of a draft; empty when it is not of this person and form, or made with another key."""
    raw = base64.b64decode(sealed)
    try:
        plain = _cipher().decrypt(raw[:12], raw[12:], f"{user_id}:{form}".encode())
    except InvalidTag:
        return {}
    fields: dict[str, list[str]] = json.loads(plain)
    return fields


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(settings.DRAFT_KEY.encode()).digest())
