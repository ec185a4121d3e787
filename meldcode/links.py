"""A link that counts once. The table holds a number at random and a hash; the link itself is made of neither alone."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from meldcode.choices import Purpose
from meldcode.people import Invitation

# An invitation waits for somebody on leave; who asks a link sits at the screen.
LASTS = {Purpose.INVITED: timedelta(days=7), Purpose.ASKED: timedelta(days=1), Purpose.PASSWORD: timedelta(hours=1)}
AGAIN = timedelta(minutes=5)


def new_nonce() -> str:
    """Return a number at random, to make a link of."""
    return secrets.token_hex(32)


def token_of(nonce: str) -> str:
    """Return what stands in the link. It needs the key: whoever reads the table makes none."""
    return base64.urlsafe_b64encode(_keyed("portal-link", nonce)).decode().rstrip("=")


def hash_of(token: str) -> str:
    """Return the keyed hash under which a link is kept."""
    return _keyed("portal-link-kept", token).hex()


def open_link(token: str) -> Invitation | None:
    """Return the link with this token, whether it still counts or not."""
    return (
        Invitation.objects.select_related("organisation__region", "account").filter(token_hash=hash_of(token)).first()
    )


def address_of(invitation: Invitation) -> str:
    """Return the whole address of a link, for the mail: a token and nothing about anybody (P13)."""
    return settings.PORTAL_ADDRESS + path_of(invitation)


def path_of(invitation: Invitation) -> str:
    """Return the address of a link within this desk."""
    return reverse("portal:link", args=[token_of(invitation.nonce)])


def _keyed(use: str, text: str) -> bytes:
    return hmac.new(settings.FACTOR_KEY.encode(), f"{use}:{text}".encode(), hashlib.sha256).digest()
