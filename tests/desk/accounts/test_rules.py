"""Each rule of an account, refused in the action, in bulk and in SQL."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from desk.accounts import actions
from desk.accounts.models import User
from desk.rulebook import Refused
from tests import depths
from tests.signing_in import PASSWORD

pytestmark = pytest.mark.django_db


def changed(account: User, by: User, at: Any, **answers: Any) -> User:
    return actions.change_account(by=by, at=at, account=account, version=account.version, **answers)


@pytest.fixture
def refused(noor, ada, at):
    """Refuses a change of noor's account at every depth."""

    def check(rule: str, **broken: Any) -> None:
        depths.refused_at_three_depths(rule, noor, broken, lambda: changed(noor, ada, at, **broken))

    return check


@pytest.mark.parametrize("role", ["boss", "", "Counsellor"])
def test_role_is_known(role: str, refused):
    refused("role_is_known", role=role)


@pytest.mark.parametrize("name", ["", "  "])
def test_staff_have_a_name(name: str, refused):
    refused("staff_have_a_name", display_name=name)


def test_team_roles_have_a_team(refused):
    refused("team_roles_have_a_team", team=None)


def test_professionals_have_no_team(noor, person_of, north):
    someone = person_of("Eva P.", "professional")
    depths.refused_in_bulk("professionals_have_no_team", someone, {"team_id": north.pk})
    depths.refused_in_sql("professionals_have_no_team", someone, {"team_id": north.pk})
    with pytest.raises(ValidationError, match="hoort niet bij een team"):
        person_of("Iris P.", "professional", north)


def test_the_desk_makes_staff_alone(ada, noor, person_of, at):
    told = {"username": "eva", "display_name": "Eva P.", "role": "professional", "region": ada.region}
    make = {"by": ada, "at": at, "password": PASSWORD, **told}
    depths.refused_by("the_desk_makes_staff_alone", actions.create_account, **make)
    for account, role in ((noor, "professional"), (person_of("Iris P.", "professional"), "privacy_officer")):
        turn = {"by": ada, "at": at, "account": account, "version": account.version, "role": role, "team": None}
        depths.refused_by("the_desk_makes_staff_alone", actions.change_account, **turn)


def test_the_only_administrator_stays(ada, at):
    with pytest.raises(Refused) as refusal:
        changed(ada, ada, at, is_active=False)
    assert refusal.value.rule == "an_administrator_stays"
    assert User.objects.get(pk=ada.pk).is_active


def test_an_administrator_leaves_when_another_is_there(ada, person_of, at):
    person_of("Olga T.", "functional_administrator")
    assert not changed(ada, ada, at, is_active=False).is_active
