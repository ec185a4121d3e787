"""Talks with an OpenID provider: where it is, its keys, and whom it says it saw.

The protocol is that of authlib (OpenID Connect Core 1.0, RFC 6749 and 7636) and joserfc (RFC 7515 to 7519). What was
learned of the provider stays in this process: who can write in the cache of all processes must not bring it a key.
"""

import hashlib
import logging
from dataclasses import dataclass
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from django.core.cache import caches
from django.utils.http import urlencode
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from urllib3.exceptions import HTTPError

from desk.accounts import fetch
from desk.accounts.errand import Errand
from desk.openid import OpenID
from desk.rulebook import Refused

FRESH = 60 * 60  # seconds that what a provider says of itself counts
PAUSE = 10  # seconds in which one that gave no answer is not asked again
LEEWAY = 60  # seconds between two clocks
ALGORITHMS = ["RS256", "ES256"]
_PLACES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_FAULTS = (requests.RequestException, HTTPError, OSError, ValueError)

logger = logging.getLogger(__name__)


class Away(Exception):
    """The provider gives no answer, or none that can be used."""


@dataclass(frozen=True)
class Seen:
    """Whom the provider saw, whether they showed a second factor there, and an address it says is theirs.

    The address is of a provider outside alone, and empty unless that says that it checked it.
    """

    subject: str
    strong: bool
    email: str = ""


def label() -> str:
    """Return what the account of a colleague is called on a button; empty when nobody can sign in with it."""
    return settings.OIDC.label if settings.OIDC else ""


def tried(here: OpenID) -> None:
    """Ask this provider what it says of itself, and its keys, now. Raises Away."""
    for address in (_about_address(here), _about(here)["jwks_uri"]):
        caches["process"].delete_many([_name(here, address), f"{_name(here, address)}:away"])
    _about(here)
    _keys(here)


def names_itself(here: OpenID) -> bool:
    """Does it promise to say who it is in every answer (RFC 9207)? Raises Away."""
    return _about(here).get("authorization_response_iss_parameter_supported") is True


def way_there(here: OpenID, errand: Errand, back: str) -> str:
    """Return the address at the provider for this errand; `back` is where it sends the browser after. Raises Away."""
    asked: dict[str, Any] = {"state": errand.state, "nonce": errand.nonce, "code_verifier": errand.verifier}
    if errand.anew:
        # Not somebody who is still signed in there: whoever sits here now.
        asked |= {"prompt": "login", "max_age": 0}
    if here.acr:
        asked["acr_values"] = " ".join(sorted(here.acr))
    with _client(here, back) as client:
        address, _ = client.create_authorization_url(_about(here)["authorization_endpoint"], **asked)
    return str(address)


def way_out(here: OpenID | None) -> str:
    """Return where somebody signs out at the provider too; empty when it names no such place, or is away.

    No token goes along: the desk keeps none. The provider asks whether they mean it.
    """
    try:
        place = str(_about(here).get("end_session_endpoint", "")) if here else ""
    except Away:
        return ""
    if here is None or not place.startswith(_scheme(here)):
        return ""
    return f"{place}{'&' if '?' in place else '?'}{urlencode({'client_id': here.client_id})}"


def seen(here: OpenID, code: str, errand: Errand, back: str) -> Seen:
    """Hand in the code and return whom the provider saw. Raises Away, and Refused for a token that is not right."""
    token = _token(here, code, errand, back)
    try:
        claims = _claims(here, token, errand)
        strong = any((here.amr & set(claims.get("amr") or []), here.acr & {claims.get("acr")}))
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        logger.error("a token of the provider was refused", exc_info=wrong)
        raise _refused("provider_token_is_wrong") from None
    if errand.anew and not (claims.get("auth_time") or 0) >= errand.began - LEEWAY:
        raise Refused("provider_did_not_ask_anew", "Uw organisatie vroeg niet opnieuw wie u bent. Probeer het opnieuw.")
    return Seen(claims["sub"], strong, _email(here, token, claims) if here.row else "")


def _refused(rule: str) -> Refused:
    return Refused(rule, "Dit antwoord van uw organisatie klopt niet. Begin opnieuw met inloggen.")


def _token(here: OpenID, code: str, errand: Errand, back: str) -> dict[str, Any]:
    place = _about(here)["token_endpoint"]
    told = {"grant_type": "authorization_code", "code": code, "code_verifier": errand.verifier}
    try:
        with _client(here, back) as client:
            return dict(client.fetch_token(place, allow_redirects=False, **told))
    except OAuthError as no:
        # `invalid_client` is about the desk itself; every other no is about this code.
        if no.error == "invalid_client":
            raise _away(no) from None
        raise _refused("provider_code_is_spent") from None
    except _FAULTS as fault:
        raise _away(fault) from None


def _client(here: OpenID, back: str) -> OAuth2Session:
    offered = _about(here).get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    how = "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"
    scope = "openid email" if here.row else "openid"
    told = {"scope": scope, "redirect_uri": back, "code_challenge_method": "S256", "token_endpoint_auth_method": how}
    client = OAuth2Session(here.client_id, here.client_secret, **told)
    fetch.bound(client, here)
    return client


def _claims(here: OpenID, token: dict[str, Any], errand: Errand) -> CodeIDToken:
    """Return the claims of a token that this provider signed, for this desk, for this errand, and not long ago."""
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        read = jwt.decode(token["id_token"], _keys(here), registry=registry)
    except (InvalidKeyIdError, BadSignatureError):
        # The provider may have changed its keys a moment ago.
        read = jwt.decode(token["id_token"], _keys(here, anew=True), registry=registry)
    must = {"iss": {"essential": True, "value": here.issuer}, "aud": {"essential": True, "value": here.client_id}}
    known = {"nonce": errand.nonce, "client_id": here.client_id, "access_token": token.get("access_token")}
    claims = CodeIDToken(read.claims, read.header, must | {"sub": {"essential": True}}, known)
    claims.validate(leeway=LEEWAY)
    return claims


def _email(here: OpenID, token: dict[str, Any], claims: CodeIDToken) -> str:
    """Return the address in the token, or where the provider keeps it (OpenID Connect Core 5.3); empty unless checked.

    Raises Away.
    """
    said: dict[str, Any] = dict(claims)
    if "email" not in said and (place := _about(here).get("userinfo_endpoint")):
        told = _ask(here, str(place), Authorization=f"Bearer {token.get('access_token')}")
        said = told if told.get("sub") == claims["sub"] else {}
    email = said.get("email")
    return email.strip().lower() if isinstance(email, str) and said.get("email_verified") is True else ""


def _about_address(here: OpenID) -> str:
    return f"{here.issuer.rstrip('/')}/.well-known/openid-configuration"


def _about(here: OpenID) -> dict[str, Any]:
    """Return what the provider says of itself. Raises Away, also when it calls itself otherwise than the desk does."""
    said = _kept(here, _about_address(here))
    is_right = all(str(said.get(name)).startswith(_scheme(here)) for name in _PLACES)
    if said.get("issuer") != here.issuer or not is_right:
        raise _away(ValueError("the provider calls itself otherwise"))
    return said


def _scheme(here: OpenID) -> str:
    """https, except for the provider of a practice desk on this machine."""
    return f"{here.issuer.partition(':')[0]}://"


def _keys(here: OpenID, *, anew: bool = False) -> KeySet:
    try:
        return KeySet.import_key_set(_kept(here, _about(here)["jwks_uri"], anew=anew))  # type: ignore[arg-type]
    except (JoseError, KeyError) as fault:
        raise _away(fault) from None


def _name(here: OpenID, address: str) -> str:
    # What the desk's own provider may reach is no answer for one that somebody typed. Of an address anything may be
    # typed, spaces and a thousand characters too: a cache takes no such name.
    return f"provider:{fetch.is_held_back(here)}:{hashlib.sha256(address.encode()).hexdigest()}"


def _kept(here: OpenID, address: str, *, anew: bool = False) -> dict[str, Any]:
    """Return the JSON at this address, from an hour ago at most. Raises Away, at once where that was so just now."""
    cache, name = caches["process"], _name(here, address)
    kept = None if anew else cache.get(name)
    if kept is None and cache.get(f"{name}:away"):
        raise Away
    if kept is None:
        try:
            kept = _ask(here, address)
        except Away:
            # Everybody who waits for it holds a thread of the desk.
            cache.set(f"{name}:away", True, PAUSE)
            raise
        cache.set(name, kept, FRESH)
    return dict(kept)


def _ask(here: OpenID, address: str, **headers: str) -> dict[str, Any]:
    try:
        with requests.Session() as browser:
            fetch.bound(browser, here)
            answer = browser.get(address, allow_redirects=False, headers={"Accept": "application/json", **headers})
        answer.raise_for_status()
        said = answer.json()
    except _FAULTS as fault:
        raise _away(fault) from None
    if not isinstance(said, dict):
        raise _away(TypeError("no object"))
    return said


def _away(why: Exception) -> Away:
    # The log keeps the kind and the place of an exception, never its words.
    logger.error("the provider is away", exc_info=why)
    return Away()
