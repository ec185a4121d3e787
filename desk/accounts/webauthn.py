"""Passkeys: what the browser is asked, and whether its answer is right. The protocol is the library's (fido2)."""

import ipaddress
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from desk.accounts.factors import Passkey
from desk.accounts.models import User
from desk.rulebook import Refused

_ASKED = "passkey_asked"


@dataclass(frozen=True)
class Made:
    """A new passkey, as it is kept."""

    credential_id: str
    credential: str
    sign_count: int


def can_be_used(request: HttpRequest) -> bool:
    """A passkey belongs to a host name; the standard knows none for a bare address such as 127.0.0.1."""
    with suppress(ValueError):
        ipaddress.ip_address(_host(request).strip("[]"))
        return False
    return True


def ask_to_make(request: HttpRequest, account: User) -> str:
    """Return what the browser needs to make a passkey; the challenge stays in the session and counts once."""
    owner = PublicKeyCredentialUserEntity(
        id=str(account.pk).encode(), name=account.username, display_name=account.display_name
    )
    options, state = _server(request).register_begin(
        owner,
        [_data(key) for key in Passkey.objects.filter(user=account)],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[_ASKED] = state
    return json.dumps(dict(options.public_key))


def made(request: HttpRequest, answer: str) -> Made:
    """Return the passkey in the answer of the browser. Raises Refused."""
    try:
        state = request.session.pop(_ASKED)
        data = _server(request).register_complete(state, json.loads(answer))
        credential = data.credential_data
        assert credential is not None
    except (KeyError, TypeError, ValueError, AssertionError) as wrong:
        raise _refused() from wrong
    return Made(websafe_encode(credential.credential_id), websafe_encode(bytes(credential)), data.counter)


def ask_to_show(request: HttpRequest, account: User, *, alone: bool = False) -> str:
    """Return what the browser needs to show a passkey; `alone`: no password beside it, so the device asks its own."""
    wanted = UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED
    keys = [_data(key) for key in Passkey.objects.filter(user=account)]
    if not keys:
        return ""
    options, state = _server(request).authenticate_begin(keys, user_verification=wanted)
    request.session[_ASKED] = state
    return json.dumps(dict(options.public_key))


def shown(request: HttpRequest, account: User, answer: str) -> tuple[Passkey, int]:
    """Return the passkey that was shown, and its new count. Raises Refused, also for a copy that counts behind."""
    keys: Iterable[Passkey] = Passkey.objects.filter(user=account)
    by_id = {key.credential_id: key for key in keys}
    try:
        state, said = request.session.pop(_ASKED), json.loads(answer)
        found = _server(request).authenticate_complete(state, [_data(key) for key in by_id.values()], said)
        count = AuthenticationResponse.from_dict(said).response.authenticator_data.counter
    except (KeyError, TypeError, ValueError) as wrong:
        raise _refused() from wrong
    return by_id[websafe_encode(found.credential_id)], count


def _refused() -> Refused:
    return Refused("passkey_is_not_right", "De passkey werd niet herkend. Probeer het opnieuw.")


def _server(request: HttpRequest) -> Fido2Server:
    own = f"{request.scheme}://{request.get_host()}"
    party = PublicKeyCredentialRpEntity(id=_host(request), name="Meldesk")
    return Fido2Server(party, verify_origin=lambda origin: origin == own)


def _host(request: HttpRequest) -> str:
    return request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()


def _data(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(key.credential))
