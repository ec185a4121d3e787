"""What the desk knows of an OpenID provider; the one of its own colleagues comes from the environment."""

from dataclasses import dataclass
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

_NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


@dataclass(frozen=True)
class OpenID:
    """One provider, and what of its word counts as a second factor.

    `row` and `key` are of the table, for the provider of an organisation outside; the desk's own has neither.
    """

    issuer: str
    client_id: str
    client_secret: str
    label: str
    amr: frozenset[str] = frozenset()
    acr: frozenset[str] = frozenset()
    row: int | None = None
    key: str = ""

    def __repr__(self) -> str:
        return f"OpenID({self.issuer})"


def from_environment(env: environ.Env, *, practice: bool) -> OpenID | None:
    """Return the provider, or None when no OIDC_ISSUER is set. Raises ImproperlyConfigured for half a provider."""
    issuer = env.str("OIDC_ISSUER", "")
    if not issuer:
        return None
    kept = env.str("OIDC_CLIENT_SECRET_FILE", "")
    secret = Path(kept).read_text(encoding="utf-8").strip() if kept else env.str("OIDC_CLIENT_SECRET", "")
    client_id = env.str("OIDC_CLIENT_ID", "")
    for name, value in zip(_NEEDED, (client_id, secret), strict=True):
        if not value:
            raise ImproperlyConfigured(f"Set {name} in the environment, or leave OIDC_ISSUER empty.")
    if not practice and not issuer.startswith("https://"):
        raise ImproperlyConfigured("Set OIDC_ISSUER to an address that begins with https://")
    amr = frozenset(env.list("OIDC_AMR", default=[]))
    if "pwd" in amr:
        raise ImproperlyConfigured("OIDC_AMR names what counts as a second factor: a password (pwd) does not.")
    label = env.str("OIDC_LABEL", "") or "uw werkaccount"
    return OpenID(issuer, client_id, secret, label, amr, frozenset(env.list("OIDC_ACR", default=[])))
