"""Every rule of an advice holds at three depths; each test carries the name of its rule."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from desk.advice import actions
from desk.advice.models import Doubt
from desk.advice.rules import ADVICE_RULES, DOUBT_RULES, SHORT_CONTACT_RULES
from desk.advice.texts import read
from desk.guard.public import ours
from tests.depths import refused_at_three_depths, refused_in_bulk, refused_in_sql
from tests.stories import an_advice

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(noor, at):
    """Check that a rule refuses these answers, from the action down to SQL."""

    def check(rule: str, stored: dict | None = None, **broken) -> None:
        row = an_advice(by=noor, at=at, **(stored or {}))
        refused_at_three_depths(rule, row, broken, lambda: an_advice(by=noor, at=at, **{**(stored or {}), **broken}))

    return check


def test_advice_has_one_capacity(refused) -> None:
    refused("advice_has_one_capacity", capacity="")


def test_advice_has_an_occasion(refused) -> None:
    refused("advice_has_an_occasion", occasions=[])


def test_advice_has_a_nature(refused) -> None:
    refused("advice_has_a_nature", natures=[])


@pytest.mark.parametrize("nature", ["05", "08", "09", "10"])
def test_advice_child_natures_need_child_abuse(refused, nature) -> None:
    refused("advice_child_natures_need_child_abuse", stored={"occasions": ["01"]}, natures=[nature])


def test_advice_channel_is_known(refused) -> None:
    refused("advice_channel_is_known", channel="")


def test_advice_seeker_is_known(refused) -> None:
    refused("advice_seeker_is_known", seeker="")


def test_advice_asks_for_danger_first(refused) -> None:
    refused("advice_asks_for_danger_first", danger="")


def test_danger_in_advice_is_acted_on(refused) -> None:
    refused("danger_in_advice_is_acted_on", danger="yes", danger_action="")
    refused("danger_in_advice_is_acted_on", danger="no", danger_action="we_called")


def test_advice_theme_is_known(refused) -> None:
    refused("advice_theme_is_known", stored={"trafficking": "no", "trafficking_kinds": []}, trafficking="")


def test_advice_kinds_need_the_theme(refused) -> None:
    refused("advice_kinds_need_the_theme", trafficking="no")
    refused("advice_kinds_need_the_theme", trafficking="not_discussed")


def test_advice_has_moments(refused) -> None:
    refused("advice_has_moments", moments=0)


@pytest.mark.parametrize("half_year", ["2026-2", "vorig"])
def test_closing_fixes_the_half_year(noor, at, half_year) -> None:
    row = an_advice(by=noor, at=at)
    # The desk stamps the half-year itself: an action takes it from nobody.
    with pytest.raises(ValidationError):
        an_advice(by=noor, at=at, half_year=half_year)
    refused_in_bulk("closing_fixes_the_half_year", row, {"half_year": half_year})
    refused_in_sql("closing_fixes_the_half_year", row, {"half_year": half_year})


def test_short_contact_is_known(noor, at) -> None:
    contact = actions.log_short_contact(by=noor, at=at, kind="silent", key=uuid4())
    refused_at_three_depths(
        "short_contact_is_known",
        contact,
        {"kind": "joke"},
        lambda: actions.log_short_contact(by=noor, at=at, kind="joke", key=uuid4()),
    )


@pytest.fixture
def doubt(noor, at):
    """Kesselheim is a village as far as anybody knows; Noor says that it points to nobody."""
    text = "Moeder woont in Kesselheim."
    token = read("question_text", text, ours()).points[0].token
    return an_advice(by=noor, at=at, question_text=text, doubts=[token]).passed.get()


def test_doubt_kind_is_known(doubt) -> None:
    # No action takes a kind: the guard says which it is.
    refused_in_bulk("doubt_kind_is_known", doubt, {"kind": "grap"})
    refused_in_sql("doubt_kind_is_known", doubt, {"kind": "grap"})


def test_doubt_counts(doubt) -> None:
    refused_in_bulk("doubt_counts", doubt, {"count": 0})
    refused_in_sql("doubt_counts", doubt, {"count": 0})


def test_a_doubt_is_counted_once(doubt) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Doubt.objects.create(advice=doubt.advice, kind=doubt.kind, count=1)


def test_every_rule_has_its_test() -> None:
    rules = {rule.name for rule in [*ADVICE_RULES, *DOUBT_RULES, *SHORT_CONTACT_RULES]}
    assert {f"test_{rule}" for rule in rules} <= set(globals())
