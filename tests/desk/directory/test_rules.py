"""Each rule of an entry of the directory, refused in the action, in bulk and in SQL."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from desk.directory.actions import save_organisation
from desk.directory.models import Organisation
from tests import depths

pytestmark = pytest.mark.django_db
TEAM: dict[str, Any] = {"name": "Wijkteam Noord", "what": "Hulp dichtbij", "phone": "010 000 00 10"}


@pytest.fixture
def team(ada, at) -> Organisation:
    return save_organisation(by=ada, at=at, **TEAM)


@pytest.fixture
def refused(team, ada, at):
    """Refuses a change of the entry at every depth."""

    def check(rule: str, **broken: Any) -> None:
        def act() -> Organisation:
            return save_organisation(by=ada, at=at, organisation=team, version=team.version, **broken)

        depths.refused_at_three_depths(rule, team, broken, act)

    return check


@pytest.mark.parametrize("name", ["", "  "])
def test_organisation_has_a_name(name: str, refused):
    refused("organisation_has_a_name", name=name)


def test_organisation_says_what_for(refused):
    refused("organisation_says_what_for", what=" ")


@pytest.mark.parametrize("phone", ["", " "])
def test_organisation_can_be_reached(phone: str, refused):
    refused("organisation_can_be_reached", phone=phone, email="", website="")


def test_party_is_known(refused):
    refused("party_is_known", party="friends")


@pytest.mark.parametrize("way", ["phone", "email", "website"])
def test_one_way_to_reach_them_is_enough(way: str, ada, at):
    values = {"phone": "0800-0000", "email": "hulp@wijkteam.example", "website": "https://wijkteam.example"}
    assert save_organisation(by=ada, at=at, name="Wijkteam", what="Hulp", **{way: values[way]}).pk


@pytest.mark.parametrize("who", ["noor", "joke", "samir"])
def test_only_the_administrator_keeps_the_directory(who: str, request, at):
    with pytest.raises(PermissionDenied):
        save_organisation(by=request.getfixturevalue(who), at=at, **TEAM)
