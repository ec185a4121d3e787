"""A school whose system reports: officer, mentor who agreed, one token to send and one to follow, and a stranger."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine

from desk.accounts.models import User
from meldcode.api import pace
from meldcode.people import Organisation
from tests import portal_stories
from tests.meldcode.api import systems
from tests.meldcode.api.systems import System


@pytest.fixture(autouse=True)
def _no_haste_from_here_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests run in one process: each counts its own requests."""
    systems.count_anew(monkeypatch, pace)


@pytest.fixture
def school(ada: User, at: datetime) -> Organisation:
    return portal_stories.an_organisation(by=ada, at=at, domains=["school.example"])


@pytest.fixture
def iris(ada: User, at: datetime, school: Organisation) -> User:
    return portal_stories.a_professional(by=ada, at=at, organisation=school, name="Iris K.", is_officer=True)


@pytest.fixture
def mentor(iris: User, at: datetime, school: Organisation) -> User:
    """Who the example names: an account, a second step, and the own consent."""
    return systems.who_agreed(by=iris, at=at, organisation=school, name="Mentor P.")


@pytest.fixture
def otto(ada: User, at: datetime) -> User:
    """The designated officer of a practice: the stranger."""
    practice = portal_stories.a_practice(by=ada, at=at)
    return portal_stories.a_professional(by=ada, at=at, organisation=practice, name="Otto H.", is_officer=True)


@pytest.fixture
def today(at: datetime, north: Any, lindehaven: Any) -> Iterator[datetime]:
    """The day of the story, with a team and a municipality there."""
    with time_machine.travel(at, tick=True):
        yield at


@pytest.fixture
def sends(mentor: User, iris: User, today: datetime) -> System:
    return systems.a_system(by=iris, at=today, purpose="melden")


@pytest.fixture
def follows(iris: User, today: datetime) -> System:
    return systems.a_system(by=iris, at=today, purpose="status")


@pytest.fixture
def strange(otto: User, today: datetime) -> System:
    """A system of the other organisation, that follows."""
    return systems.a_system(by=otto, at=today, purpose="status")
