"""How a test goes through the provider: what a browser does, in three steps."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.utils import timezone

from desk.accounts import linked
from desk.accounts.factors import LinkedAccount
from desk.accounts.models import User
from desk.accounts.provider import Seen
from tests.provider.visit import Organisation
from tests.signing_in import signed_in

START, OPEN = "/inloggen/organisatie/", "/op-slot/organisatie/"
LINK, UNLINK, CONFIRM = (f"/medewerkers/ik/organisatie/{what}/" for what in ("koppelen", "loskoppelen", "bevestigen"))


def link_of(user: User, who: str = "n.bakker") -> LinkedAccount:
    """Link a colleague with somebody of the organisation."""
    told = {"here": settings.OIDC, "seen": Seen(f"onderwerp-{who}", strong=False)}
    return linked.link_account(by=user, at=timezone.now(), **told)


def no_password(user: User) -> Client:
    """This colleague has no password at the desk; their session came through the provider."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return signed_in(Client(), user)


def there(answer: Any) -> str:
    """The address at the provider that a page of the desk goes on to."""
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    address = re.fullmatch(r"0; url=(.*)", answer.headers["Refresh"])
    assert address
    assert html.escape(address[1]) in answer.content.decode()
    return address[1]


def comes_back(client: Client, address: str) -> Any:
    """The browser follows the address the provider sends it to."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def goes(client: Client, at: Organisation, start: str = START, who: str = "n.bakker", **more: Any) -> Any:
    """To the provider and back; returns what the desk says then."""
    allow = more.pop("allow", True)
    return comes_back(client, at.walk(there(client.post(start, more)), who, allow=allow))
