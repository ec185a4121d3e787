"""What a system does in these tests: it holds a token, sends a report and asks where it stands."""

import copy
import json
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from desk.accounts.models import User
from meldcode.api import actions
from meldcode.api.examples import REPORT
from meldcode.api.models import ApiToken
from meldcode.people import Organisation
from tests import portal_stories
from tests.signing_in import let_in

SENT = "/api/v1/meldingen"
PROBLEM = "application/problem+json"


def a_report(**other: Any) -> dict[str, Any]:
    """The example of the contract, with other members: `zorgen__titel` is one of a page, None takes one away."""
    told = copy.deepcopy(REPORT)
    for name, value in other.items():
        *pages, last = name.split("__")
        place: Any = told
        for page in pages:
            place = place[int(page) if page.isdigit() else page]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return told


@dataclass
class System:
    """A system with its token."""

    token: str
    row: ApiToken
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def send(self, told: Any = None, *, key: UUID | str | None = None, **more: Any) -> Any:
        body = told if isinstance(told, str | bytes) else json.dumps(a_report() if told is None else told)
        headers = {"Idempotency-Key": str(key or uuid4()), **self.shown(), **more.pop("headers", {})}
        told_as = {"content_type": "application/json", **more}
        return self.client.post(SENT, body, headers={k: v for k, v in headers.items() if v is not None}, **told_as)

    def get(self, path: str = SENT, **more: Any) -> Any:
        return self.client.get(path, headers={**self.shown(), **more.pop("headers", {})}, **more)

    def shown(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def a_system(*, by: User, at: datetime, purpose: str, days: int = 90) -> System:
    """A token as the designated officer makes it."""
    row, token = actions.make_token(
        by=by, at=at, purpose=purpose, system="Leerlingvolgsysteem", days=days, submission=uuid4()
    )
    return System(token, row)


def who_agreed(*, by: User, at: datetime, organisation: Organisation, name: str) -> User:
    """Somebody with a second step who lets the systems of the organisation report."""
    user = let_in(portal_stories.a_professional(by=by, at=at, organisation=organisation, name=name))
    actions.allow_systems(by=user, at=at)
    return user


def faults(answer: Any) -> dict[str, set[str]]:
    """Where it was refused, and by which rules."""
    found: dict[str, set[str]] = {}
    for one in answer.json().get("fouten", []):
        found.setdefault(one["veld"], set()).add(one["regel"])
    return found


def count_anew(monkeypatch: pytest.MonkeyPatch, pace: ModuleType) -> None:
    monkeypatch.setattr(pace, "NAME", f"api-pace-{uuid4().hex}")
