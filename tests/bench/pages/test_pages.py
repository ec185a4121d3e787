"""Every page is measured or left out with a reason; what is measured is the page itself; the tables tell the truth."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.accounts.models import User
from tests import stories
from tests.bench.pages import cast, fifty, inside, records, stock
from tests.bench.pages.asking import Wrong, asked
from tests.bench.pages.inside import Inside, counted
from tests.bench.pages.left_out import LEFT_OUT
from tests.bench.pages.line import HOST
from tests.bench.pages.plan import Ask, from_json
from tests.bench.pages.prepare import every_ask
from tests.bench.pages.stock import World
from tests.bench.pages.team import savers
from tests.desk.accounts.addresses import routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_proxy(settings, tmp_path, monkeypatch) -> None:
    settings.ALLOWED_HOSTS = [HOST]
    settings.ATTACHMENT_DIR = tmp_path / "vault"
    monkeypatch.setattr(stock, "LONG", 3)
    monkeypatch.setattr(stock, "MANY", 4)
    monkeypatch.setattr(records, "_SPARE", 3)
    monkeypatch.setattr(inside, "TIMES", 1)


@pytest.fixture
def world(at_the_proxy, noor, lindehaven) -> World:
    """A desk with one counsellor, one report and nobody else yet."""
    stories.a_report(by=noor, at=timezone.now())
    people = cast.staff()
    return World(people | cast.professionals(people, timezone.now()), timezone.now(), turns=1)


def test_every_address_is_measured_as_the_page_it_is_or_left_out_with_a_reason(world: World) -> None:
    browsers: dict[str, Client] = {name: cast.browser(user) for name, user in world.people.items()}
    browsers["nobody"] = cast.stranger()
    asks = list(every_ask(world, browsers))
    figures = {ask.name: counted(ask, browsers[ask.who]) for ask in asks}
    assert {name: told["wrong"] for name, told in figures.items() if "wrong" in told} == {}
    assert len(figures) == len(asks)
    measured, there = {ask.route for ask in asks}, {name.rstrip("+") for name in routes()}
    assert sorted(there - measured - set(LEFT_OUT)) == []
    assert sorted(set(LEFT_OUT) & measured) == []
    assert set(LEFT_OUT) <= there
    assert [from_json(ask.to_json()) for ask in asks] == asks
    assert figures["tour"]["queries"] < figures["worklist"]["queries"]
    assert [wrong for ask in asks if not ask.once for wrong in _again(ask, browsers[ask.who])] == []


def _again(ask: Ask, browser: Client) -> list[str]:
    """Return what is wrong when it is asked after all others: outside, in turns, no page may end what another needs."""
    try:
        asked(Inside(browser), ask, "", len(ask.paths) - 1)
    except (Wrong, LookupError) as wrong:
        return [str(wrong)]
    return []


@pytest.mark.usefixtures("at_the_proxy")
def test_the_busiest_counsellor_asks_and_who_is_missing_is_hired(noor, tariq, joke) -> None:
    for _ in range(2):
        stories.a_report(by=tariq, at=timezone.now())
    stories.a_report(by=noor, at=timezone.now())
    people = cast.staff()
    assert (people["noor"], people["tariq"], people["joke"]) == (tariq, noor, joke)
    assert people["els"].team == tariq.team
    assert cast.staff()["els"] == people["els"]


def test_a_save_is_sent_anew_each_time(world: World) -> None:
    made = savers(world.noor, 1, world.at)
    one = made["counsellors"][0]
    form = made["forms"]["report"]
    ask = Ask("save", "reports:new", "c", (form["path"],), "POST", form["fields"], right=(302,))
    desk = Inside(cast.browser(User.objects.get(pk=one["pk"])))
    for turn in range(2):
        asked(desk, ask, "", turn)
    told = {"sent": _none(), "done": _none(), "team": made["team"]}
    assert fifty.compared(told) == {"lost": 0, "doubled": 2}


def test_what_was_acknowledged_and_is_not_there_is_lost(world: World) -> None:
    made = savers(world.noor, 1, world.at)
    keys = ["00000000-0000-4000-8000-000000000001"]
    told = {"sent": {**_none(), "advice": keys}, "done": {**_none(), "advice": keys}, "team": made["team"]}
    assert fifty.compared(told) == {"lost": 1, "doubled": 0}


def _none() -> dict[str, list[Any]]:
    return {kind: [] for kind in fifty.KINDS}
