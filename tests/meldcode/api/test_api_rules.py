"""Each row rule of tokens and of what systems sent, refused in the action, in bulk and in SQL."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from meldcode.api import actions, rules
from meldcode.api.models import ApiToken, SentBySystem
from tests import depths
from tests.meldcode.api import systems

pytestmark = pytest.mark.django_db


def check(rule: str, broken: dict[str, Any], iris, at) -> None:
    told: dict[str, Any] = {"purpose": "melden", "system": "Leerlingvolgsysteem", "days": 90}
    row, _ = actions.make_token(by=iris, at=at, submission=uuid4(), **told)
    told["submission"] = uuid4()
    depths.refused_at_three_depths(rule, row, broken, lambda: actions.make_token(by=iris, at=at, **{**told, **broken}))


@pytest.mark.parametrize("purpose", ["", "alles"])
def test_token_purpose_is_known(purpose, iris, at):
    check("token_purpose_is_known", {"purpose": purpose}, iris, at)


@pytest.mark.parametrize("system", ["", "  "])
def test_token_says_which_system(system, iris, at):
    check("token_says_which_system", {"system": system}, iris, at)


@pytest.mark.parametrize("days", [0, 366])
def test_token_lasts_a_year_at_most(days, iris, at):
    check("token_lasts_a_year_at_most", {"days": days}, iris, at)


@pytest.mark.parametrize("kept", ["", "meldcode_open"])
def test_token_is_kept_as_a_hash(kept, iris, at):
    _in_the_database("token_is_kept_as_a_hash", _token(iris, at), {"token_hash": kept})


def test_token_is_revoked_after_it_was_made(iris, at):
    broken = {"revoked_at": at - timedelta(days=1)}
    _in_the_database("token_is_revoked_after_it_was_made", _token(iris, at), broken)


@pytest.mark.parametrize("kept", ["", "{}"])
def test_sent_body_is_kept_as_a_hash(kept, sends):
    sends.send()
    _in_the_database("sent_body_is_kept_as_a_hash", SentBySystem.objects.get(), {"body_hash": kept})


def test_a_key_sends_one_report(sends):
    sends.send()
    row = SentBySystem.objects.get()
    row.pk = None
    depths.refused_by("a_key_sends_one_report", row.full_clean)


def test_an_organisation_keeps_few_tokens(iris, at):
    for _ in range(rules.MOST_TOKENS):
        token = _token(iris, at)
    told = {"purpose": "melden", "system": "Nog een", "days": 90, "submission": uuid4()}
    depths.refused_by("an_organisation_keeps_few_tokens", actions.make_token, by=iris, at=at, **told)
    actions.revoke_token(by=iris, at=at, token=token)
    actions.make_token(by=iris, at=at, **told)


def _token(iris, at) -> ApiToken:
    return systems.a_system(by=iris, at=at, purpose="melden").row


def _in_the_database(rule: str, row: Any, broken: dict[str, Any]) -> None:
    """No form can ask this of the action; whoever writes in the database gets the same no, and so does full_clean()."""
    for name, value in broken.items():
        setattr(row, name, value)
    depths.refused_by_the_action(rule, row.full_clean, columns=set(broken))
    depths.refused_in_bulk(rule, row, broken)
    depths.refused_in_sql(rule, row, broken)
