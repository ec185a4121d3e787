"""How a test comes in with the account of an organisation: it has a provider, and somebody walks through it."""

import base64
import re
from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.accounts import totp
from desk.accounts.models import AuthenticatorApp, User
from desk.audit.models import Event
from meldcode import providers
from meldcode.people import Organisation
from tests.desk.accounts.through_provider import comes_back, there
from tests.provider import visit

BY_ACCOUNT, ARRIVE, SECOND, SET_UP = (
    "/portaal/werkaccount/",
    "/portaal/werkaccount/welkom/",
    "/inloggen/tweede-stap/",
    "/inloggen/instellen/",
)
EVA = "eva@delinde.example"
STRANGER = "Met dit werkaccount kunt u hier niet in."
WORK = {"name": "Eva P.", "function": "Mentor", "work_phone": "010 000 00 20"}


def answers(provider: visit.Organisation) -> dict[str, str]:
    """What an administrator types of this provider."""
    told = {"issuer": provider.issuer, "client_id": visit.CLIENT_ID, "client_secret": visit.CLIENT_SECRET}
    return {**told, "label": "uw schoolaccount", "amr": "mfa", "acr": ""}


def with_provider(*, by: User, at: datetime, organisation: Organisation, provider: visit.Organisation) -> Organisation:
    """Let the people of an organisation sign in there, and let the provider know where they come back."""
    back = reverse("provider_back_of", args=[providers.key_of(organisation)])
    provider.knows(*(f"http://{host}{back}" for host in ("testserver", "localhost", "127.0.0.1")))
    told = {"organisation": organisation, "version": organisation.version}
    return providers.save_provider(by=by, at=at, **told, **answers(provider))


def is_called(provider: visit.Organisation, email: str, **more: Any) -> None:
    """Let the provider say that whoever signs in has this address, and that it was checked."""
    provider.bend(claims={"email": email, "email_verified": True} | more.pop("claims", {}) | more)


def goes(client: Client, provider: visit.Organisation, email: str, who: str = "n.bakker") -> Any:
    """From the page that asks for the address to the provider and back; returns what the desk says then."""
    return comes_back(client, provider.walk(there(client.post(BY_ACCOUNT, {"email": email})), who))


def arrives(client: Client, provider: visit.Organisation, email: str, who: str = "n.bakker") -> Any:
    """The same, and on to the page for whom nobody knows."""
    answer = goes(client, provider, email, who)
    assert answer.url == ARRIVE
    return client.get(answer.url)


def sets_up(client: Client) -> User:
    """The second step of who is new: an app, read from the page. Returns whose it is now."""
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(SET_UP).content.decode())
    assert key
    secret = base64.b32decode(key[1].replace(" ", ""))
    assert client.post(SET_UP, {"code": totp.code_at(secret, timezone.now())}).status_code == 200
    return AuthenticatorApp.objects.latest("pk").user


def is_turned_away(client: Client, answer, rule: str) -> None:
    """Nobody gets in, everybody reads the same, and the trail says why."""
    assert answer.url == "/inloggen/?next=%2Fportaal%2F"
    assert STRANGER in client.get(answer.url).content.decode()
    assert Event.objects.filter(act="provider_refused").latest("id").rule == rule
    assert client.get("/portaal/mijn/").status_code == 302
