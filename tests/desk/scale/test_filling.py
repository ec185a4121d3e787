"""A desk that was filled at once holds every rule, and its trail is whole."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from desk.accounts.models import AuthenticatorApp, User
from desk.audit.check import check
from desk.audit.models import Event, Leaf
from desk.reports import tasks
from desk.reports.choices import IN_HAND
from desk.reports.models import Counter, Note, Report
from desk.reports.numbers import next_number
from desk.scale import filling, people, running
from desk.scale.days import Days
from desk.scale.plan import Plan
from desk.scale.trail import dice
from desk.scale.world import World
from tests import stories
from tests.desk.scale.conftest import SMALL

# No form and no action fills these in: the trigger leaves the clock of an advice empty, the history its reason.
_WRITTEN_BELOW = {"recorded_at", "history_change_reason"}


def test_every_row_holds_its_rules(filled):
    for model in apps.get_models():
        if model.__module__.startswith("desk."):
            for row in model._default_manager.all():
                row.full_clean(exclude=_WRITTEN_BELOW)


def test_the_trail_is_whole(filled, at):
    assert check(at=at).wrong == ""
    assert Leaf.objects.count() == Event.objects.count()


def test_one_report_has_a_long_history(filled):
    report = Report.objects.get(number=filled.long)
    assert Note.objects.filter(case_file=report.case_file).count() >= 300


def test_the_desk_goes_on_behind_it(filled, at):
    noor = User.objects.get(username="noor")
    last = Counter.objects.get(kind="M", year=2026).last
    assert Report.objects.filter(number__startswith="M-2026-").count() == last
    assert stories.taken_in(by=noor, at=at).number == f"M-2026-{last + 1:04d}"
    assert next_number("C", at.date()).startswith("C-2026-")
    assert check(at=at).wrong == ""


def test_most_is_decided_long_ago(filled):
    assert 0 < Report.objects.filter(status__in=IN_HAND).count() < 20


def test_the_sweep_of_the_night_asks_no_shield_again(filled, at):
    with time_machine.travel(at):
        assert tasks.review_shields() == 0


def test_a_practice_colleague_may_sign_in(filled):
    noor = User.objects.get(username="noor")
    assert noor.check_password(people.people.PASSWORD)
    assert AuthenticatorApp.objects.filter(user=noor).exists()


@pytest.fixture
def world(db, at) -> World:
    people.hire(400, at)
    return _world(seed=3)


def _world(seed: int) -> World:
    days, known = Days(date(2024, 11, 20), date(2026, 11, 20)), people.teams()
    plan = Plan(days, 400, people.shares(known), dice(seed, "plan", 0))
    return World(seed, days, plan, 400, known, people.towns(), people.organisations())


def _told(world: World) -> list[object]:
    work = running.Work(world, filling._advice_days(world))
    pieces = [running._MAKERS[kind](work, 0) for kind in ("files", "reports", "advices")]
    return [[list(map(list, running._rows(piece, table))) for table in running.TABLES] for piece in pieces]


def test_the_same_seed_tells_the_same(world):
    assert _told(world) == _told(_world(seed=3))


def test_another_seed_tells_another_story(world):
    assert _told(world) != _told(_world(seed=4))


def test_a_report_comes_in_a_file_that_is_open(world):
    plan = world.plan
    for n in range(plan.reports):
        file = plan.file[n]
        assert plan.first_of[file] <= n
        assert plan.first_of[file] == n or plan.closes[file] > plan.entered[n]
        known = plan.follows[file]
        assert known < 0 or plan.closes[known] <= plan.entered[plan.first_of[file]]


def test_it_refuses_a_desk_that_is_in_use(noor, place):
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_scale", reports=10, advices=10)


@pytest.mark.django_db
def test_it_refuses_where_debug_is_off(settings, place):
    settings.PRACTICE = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("seed_scale", reports=10, advices=10)


@pytest.mark.django_db
def test_it_refuses_without_a_key(settings, tmp_path):
    settings.AUDIT_KEY_FILE = tmp_path / "none.key"
    with pytest.raises(CommandError, match="make_audit_key"):
        call_command("seed_scale", reports=10, advices=10)


@pytest.mark.django_db
def test_it_refuses_days_that_are_still_to_come(place):
    with pytest.raises(CommandError, match="must be over"):
        call_command("seed_scale", reports=10, advices=10, until=timezone.localdate() + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_two_processes_leave_every_index_behind(place, at, monkeypatch):
    monkeypatch.setattr(filling, "AT_ONCE", 10)
    before = _indexes()
    filling.fill(SMALL._replace(reports=1_100, advices=2_600, processes=2), at=at, progress=lambda *_: None)
    assert _indexes() == before
    assert Report.objects.count() == 1_100
    assert check(at=at).wrong == ""


def _indexes() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY 1")
        else:
            cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
        # PostgreSQL writes down a condition with other casts when it reads its own words again.
        return [(name, re.sub(r"::[a-z ]+(\[\])?|[()]", "", said or "")) for name, said in cursor.fetchall()]
