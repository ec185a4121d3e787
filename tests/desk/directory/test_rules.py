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


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("organisation_has_a_name", {"name": "  "}),
        ("organisation_says_what_for", {"what": ""}),
        ("organisation_can_be_reached", {"phone": " ", "email": "", "website": ""}),
        ("party_is_known", {"party": "friends"}),
    ],
)
def test_an_entry_that_breaks_a_rule_is_refused(rule: str, broken: dict[str, Any], team, ada, at):
    def act() -> Organisation:
        return save_organisation(by=ada, at=at, organisation=team, version=team.version, **broken)

    depths.refused_at_three_depths(rule, team, broken, act)


@pytest.mark.parametrize("way", ["phone", "email", "website"])
def test_one_way_to_reach_them_is_enough(way: str, ada, at):
    values = {"phone": "0800-0000", "email": "hulp@wijkteam.example", "website": "https://wijkteam.example"}
    assert save_organisation(by=ada, at=at, name="Wijkteam", what="Hulp", **{way: values[way]}).pk


@pytest.mark.parametrize("who", ["noor", "joke", "samir"])
def test_only_the_administrator_keeps_the_directory(who: str, request, at):
    with pytest.raises(PermissionDenied):
        save_organisation(by=request.getfixturevalue(who), at=at, **TEAM)
