"""The receipt of a report that was sent: number, moment, hash and signature; it tells nothing of what was in it."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import models

from desk.audit.sealing.note import Signer
from desk.reports.drafts import oldest
from desk.reports.models import Report
from desk.ruled import Ruled
from meldcode import rules

_TITLE = "ontvangstbewijs"


class Receipt(Ruled):
    """One for each report that came through the portal: the only tie between it and the account of its sender."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="+", primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    journey = models.UUIDField(unique=True, editable=False)
    at = models.DateTimeField("ontvangen")
    digest = models.CharField("hash", max_length=64)
    note = models.TextField("ondertekend bewijs")
    # What was sent, sealed for its sender alone, so that a copy can be had; emptied when its days are over.
    sealed_copy = models.TextField(blank=True)
    # Up to when the sender knows what there is: they looked, or were mailed that there is something.
    told_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ontvangstbewijs"
        verbose_name_plural = "ontvangstbewijzen"
        constraints = rules.RECEIPT_RULES
        indexes = [models.Index(fields=["user", "-at"], name="receipts_of_sender")]

    def __str__(self) -> str:
        return _TITLE

    def has_copy_on(self, at: datetime) -> bool:
        """Can the copy be had? Not after its days, also when the worker did not come by yet."""
        return bool(self.sealed_copy) and self.at >= oldest(at)

    @property
    def trail_kind(self) -> str:
        return self.report.trail_kind

    @property
    def trail_number(self) -> str:
        return self.report.trail_number


@dataclass(frozen=True)
class Checked:
    """What a receipt that is real says of itself."""

    number: str
    at: datetime
    digest: str


def digest_of(text: str) -> str:
    """The SHA-256 of what was sent, as text of 64 signs."""
    return hashlib.sha256(text.encode()).hexdigest()


def signed(number: str, at: datetime, digest: str) -> str:
    """Return the receipt as a signed note (C2SP): whose, for which report, when (UTC), the hash; then who signed."""
    text = f"{settings.AUDIT_ORIGIN} {_TITLE}\n{number}\n{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n{digest}\n"
    return _signer().sign(text)


_NOTE = re.compile(
    r"(?P<text>\S+ ontvangstbewijs\n(?P<number>M-\d{4}-\d{4,8})\n(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n"
    r"(?P<digest>[0-9a-f]{64})\n)\n— \S+ (?P<signature>[A-Za-z0-9+/=]{80,120})\n?"
)


def checked(note: str) -> Checked | None:
    """Return what the receipt says when this desk signed exactly these words, else None. It asks no database."""
    found = _NOTE.fullmatch(note.replace("\r\n", "\n").strip() + "\n")
    if not found:
        return None
    try:
        signature = base64.b64decode(found["signature"], validate=True)[4:]
        _signer().key.public_key().verify(signature, found["text"].encode())
    except (InvalidSignature, ValueError):
        return None
    return Checked(found["number"], datetime.fromisoformat(found["at"]), found["digest"])


def public_key() -> str:
    """What checks a receipt without this desk: name, number and key, as text."""
    return _signer().public


def _signer() -> Signer:
    """The key lies outside the database; it is made of RECEIPT_KEY, so that every web process signs alike."""
    seed = hashlib.sha256(b"meldesk receipt\n" + settings.RECEIPT_KEY.encode()).digest()
    return Signer(settings.AUDIT_ORIGIN, Ed25519PrivateKey.from_private_bytes(seed))
