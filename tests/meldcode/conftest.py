"""The known people of the portal: a school with an officer and a teacher, and a practice with an officer."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from desk.accounts.models import User
from meldcode.people import Organisation
from tests import portal_answers as story
from tests import portal_stories
from tests.desk.attachments.files import ARRIVED
from tests.provider.fixtures import organisation, provider_address, second_provider_address  # noqa: F401


@pytest.fixture
def school(ada, at) -> Organisation:
    return portal_stories.an_organisation(by=ada, at=at)


@pytest.fixture
def practice(ada, at) -> Organisation:
    return portal_stories.a_practice(by=ada, at=at)


@pytest.fixture
def iris(ada, at, school) -> User:
    """The designated officer of the school."""
    return portal_stories.a_professional(by=ada, at=at, organisation=school, name="Iris K.", is_officer=True)


@pytest.fixture
def eva(iris, at, school) -> User:
    """A teacher, invited by Iris."""
    return portal_stories.a_professional(by=iris, at=at, organisation=school, name="Eva P.")


@pytest.fixture
def otto(ada, at, practice) -> User:
    """The designated officer of the practice: the stranger."""
    return portal_stories.a_professional(by=ada, at=at, organisation=practice, name="Otto H.", is_officer=True)


@pytest.fixture
def pen(eva, client_of, at, north, lindehaven) -> Iterator[Client]:
    """Eva, signed in, on the day of the story."""
    with time_machine.travel(at, tick=True):
        yield client_of(eva)


@pytest.fixture
def key(pen, eva) -> UUID:
    """A journey of which everything up to the documents is filled in."""
    return story.walk(pen, eva, until="documents")


@pytest.fixture(autouse=True)
def vault(settings, tmp_path) -> Iterator[Path]:
    """Documents of a test lie in a folder of its own."""
    settings.ATTACHMENT_DIR = tmp_path / "vault"
    yield settings.ATTACHMENT_DIR
    while ARRIVED:
        ARRIVED.pop().close()
