"""The OpenID providers of organisations outside, as an administrator typed them; the desk's own is none."""

import base64
import hashlib
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from desk.accounts import rules
from desk.openid import OpenID
from desk.ruled import Ruled


class Provider(Ruled):
    """Where the people of one organisation sign in. What the desk shares with it is encrypted and shown to nobody."""

    # Stands in the address it sends people back to: each provider has its own (RFC 9700, 4.4.2.2).
    key = models.UUIDField(unique=True, editable=False)
    issuer = models.CharField("adres van de provider", max_length=500)
    client_id = models.CharField("naam van de desk daar (client ID)", max_length=200)
    sealed_secret = models.TextField()
    label = models.CharField("naam op de knop", max_length=60)
    amr = models.CharField("waarden van amr", max_length=200, blank=True)
    acr = models.CharField("waarden van acr", max_length=500, blank=True)
    in_use = models.BooleanField(default=True)

    class Meta:
        verbose_name = "provider"
        verbose_name_plural = "providers"
        constraints = rules.PROVIDER_RULES

    def __str__(self) -> str:
        return f"provider {self.pk}"

    def keep_secret(self, secret: str) -> None:
        """Encrypt what the desk shares with this provider (AES-GCM), bound to this row."""
        nonce = os.urandom(12)
        self.sealed_secret = base64.b64encode(nonce + _cipher().encrypt(nonce, secret.encode(), self._mark)).decode()

    def openid(self) -> OpenID:
        """Return what the desk needs to sign somebody in there; with another key the secret is empty, and refused."""
        told = (self.issuer, self.client_id, self._secret(), self.label)
        return OpenID(*told, frozenset(self.amr.split()), frozenset(self.acr.split()), self.pk or 0, str(self.key))

    def _secret(self) -> str:
        raw = base64.b64decode(self.sealed_secret)
        try:
            return _cipher().decrypt(raw[:12], raw[12:], self._mark).decode()
        except InvalidTag:
            return ""

    @property
    def _mark(self) -> bytes:
        return f"provider:{self.key}".encode()


def with_row(row: int | None) -> OpenID | None:
    """Return the provider of this row as long as it is in use; without a row the desk's own."""
    if row is None:
        return settings.OIDC
    found = Provider.objects.filter(pk=row, in_use=True).first()
    return found.openid() if found else None


def with_key(key: str) -> OpenID | None:
    """Return the provider in use that sends people back to the address with this key; None for what is no key."""
    try:
        found = Provider.objects.filter(key=UUID(key), in_use=True).first()
    except ValueError:
        return None
    return found.openid() if found else None


def are_there() -> bool:
    """Does any organisation outside sign in with a provider of its own?"""
    return Provider.objects.filter(in_use=True).exists()


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(f"provider:{settings.FACTOR_KEY}".encode()).digest())
