"""What no minute reached is sealed in the end, and nobody who seals waits while it is looked for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from desk.audit import trail
from desk.audit.check import check
from desk.audit.models import Event, Head, Leaf, Stamp, Verification
from desk.audit.sealing import sweep as module
from desk.audit.sealing.seal import seal
from desk.audit.sealing.sweep import sweep
from desk.audit.tasks import check_trail
from tests.desk.audit.conftest import as_owner

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def late(place, told, at):
    """Record an act, of a minute that every seal after it has behind it long since; out: its event."""

    def record(days_ago: int) -> Event:
        known = set(Event.objects.values_list("pk", flat=True))
        told(1, at=at - days_ago * DAY)
        event = Event.objects.exclude(pk__in=known).get()
        with as_owner() as run:
            hex_ = event.pk.hex
            run(f"UPDATE audit_stamp SET recorded_at = '2020-01-01 10:00:00' WHERE event_id = '{hex_}'")
        return event

    told(5)
    seal(at=at)
    return record


def without_a_place() -> set:
    return set(Event.objects.filter(~Exists(Leaf.objects.filter(event_id=OuterRef("pk")))))


@pytest.mark.parametrize("days_ago", [0, 1, 6, 400])
def test_what_the_minutes_left_behind_is_found(late, at, days_ago):
    late(days_ago)
    assert seal(at=at) == 0
    assert sweep(at=at) == 1
    assert without_a_place() == set()


def test_after_a_check_that_found_nothing_it_looks_a_week_back(late, at):
    """Whatever is older had its place then, or the check would have said so."""
    Verification.objects.create(at=at, size=5)
    young, old = late(7), late(8)
    assert sweep(at=at) == 1
    assert without_a_place() == {old}
    assert Leaf.objects.filter(event_id=young.pk).exists()


def test_after_a_check_that_found_something_it_looks_everywhere(late, at):
    Verification.objects.create(at=at - DAY, size=5)
    Verification.objects.create(at=at, size=5, wrong="een regel die later is toegevoegd")
    late(400)
    assert sweep(at=at) == 1


def test_asked_for_everywhere_it_looks_everywhere(late, at):
    Verification.objects.create(at=at, size=5)
    late(400)
    assert sweep(at=at, everywhere=True) == 1


def test_what_comes_to_light_after_more_than_a_week_is_told_and_then_sealed(place, told, noor, at, monkeypatch):
    """As the list of a day that was written down long after: the check says so, and the sweep then looks everywhere."""
    monkeypatch.setattr("desk.audit.tasks.timezone.now", lambda: at)
    told(5)
    assert check_trail() == ""
    trail.record("advice_listed", by=noor, at=at - 400 * DAY)
    assert "later is toegevoegd" in check_trail()
    assert check_trail() == ""
    assert without_a_place() == set()


def test_more_than_one_turn_holds_is_sealed_in_turns(place, told, noor, at, monkeypatch):
    monkeypatch.setattr(module, "SOME", 2)
    told(5)
    seal(at=at)
    for _ in range(5):
        trail.record("advice_listed", by=noor, at=at - 30 * DAY)
    assert sweep(at=at) == 5
    assert Head.objects.count() == 1 + 3
    assert check(at=at).wrong == ""


def test_of_today_no_advice_gets_its_place_p1(place, told, at):
    told(20)
    assert sweep(at=at) == 18
    assert sweep(at=at + DAY) == 2


def test_an_advice_of_long_ago_is_sealed_too(place, told, noor, at):
    told(1)
    seal(at=at)
    told(10, at=at - 30 * DAY)
    seal(at=at)
    assert Stamp.objects.filter(recorded_at=None, event_id__in=[event.pk for event in without_a_place()]).count() == 1
    assert sweep(at=at) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL holds a lock of its own for the seal")
def test_while_it_looks_nobody_who_seals_waits(late, at):
    late(400)
    with CaptureQueriesContext(connection) as asked:
        sweep(at=at)
    told = [query["sql"] for query in asked.captured_queries]
    looked = [place for place, sql in enumerate(told) if '"day" = ' in sql]
    sealing = [place for place, sql in enumerate(told) if "pg_advisory_xact_lock" in sql]
    assert len(looked) == 401
    assert len(sealing) == 2, "the minute's own, and one for what was found"
    assert sealing[0] < looked[0] < looked[-1] < sealing[1]
