"""A clock that is set makes no event change its place: it is told, and it is not taken for tampering."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from desk.audit.check import check
from desk.audit.models import Event, Head, Leaf
from desk.audit.sealing import clock
from desk.audit.sealing.seal import seal
from tests.desk.audit.tamper import at_place, found

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def ticking(monkeypatch):
    """The clock of the database, and how much it was set."""
    real, held = clock.database_clock, {"by": timedelta()}
    monkeypatch.setattr(clock, "_seen", clock._Seen())
    monkeypatch.setattr("desk.audit.sealing.seal.database_clock", lambda: real() + held["by"])

    def set_by(span: timedelta) -> None:
        held["by"] = span

    return set_by


def told_of() -> list[str]:
    places = dict(Leaf.objects.values_list("event_id", "position"))
    return [event.detail for event in sorted(Event.objects.filter(act="clock_jumped"), key=lambda e: places[e.pk])]


def test_a_clock_that_is_set_changes_no_place_and_is_told_c08(place, told, at, ticking):
    """C08: back an hour, ahead a day and right again: order by counter holds, and each jump is recorded."""
    for span, moment in ((timedelta(), at), (-HOUR, at - HOUR), (DAY, at + DAY), (timedelta(), at + HOUR)):
        ticking(span)
        before = list(Leaf.objects.order_by("position").values_list("event_id", flat=True))
        told(9)
        assert seal(at=moment) >= 9
        assert list(Leaf.objects.order_by("position").values_list("event_id", flat=True))[: len(before)] == before
    assert told_of() == [
        "de klok van de database ging 60 minuten terug",
        "de klok van de database ging 1500 minuten vooruit",
        "de klok van wie verzegelt ging 1380 minuten terug",
    ]
    checked = check(at=at + HOUR)
    assert (checked.wrong, checked.size) == ("", 4 * 9 + 3 + 0)
    assert checked.notice.startswith("Een klok werd 3 keer verzet, het laatst op plaats ")


def test_the_command_tells_it(place, told, ticking, capsys):
    told(1)
    seal(at=timezone.now())
    ticking(-HOUR)
    seal(at=timezone.now())
    call_command("verify_audit")
    assert "Let op. Een klok werd 1 keer verzet" in capsys.readouterr().out


@pytest.mark.parametrize("moment", ["2026-03-29T00:30+00:00", "2026-10-25T00:30+00:00"])
def test_summer_and_winter_time_are_no_jump_c08(place, told, ticking, moment):
    began = datetime.fromisoformat(moment)
    for quarter in range(8):
        here = (began + quarter * timedelta(minutes=15)).astimezone(ZoneInfo("Europe/Amsterdam"))
        told(3, at=here)
        seal(at=here)
    assert told_of() == []
    assert check(at=began + 2 * HOUR).wrong == ""


def test_a_desk_that_was_off_is_no_jump(place, told, at, ticking):
    told(1)
    seal(at=at)
    clock._seen.clock = None
    ticking(DAY)
    seal(at=at + DAY)
    assert told_of() == []


def test_a_clock_that_runs_a_little_off_is_no_jump(place, told, at, ticking):
    for span in (0, 3, -1, 2):
        ticking(timedelta(minutes=span))
        told(1)
        seal(at=at + timedelta(minutes=span))
    assert told_of() == []


def test_what_is_recorded_after_a_jump_back_is_sealed_the_next_minute(place, told, at, ticking):
    """A day ahead and right again: nothing waits a day for its place."""
    ticking(DAY)
    told(1)
    seal(at=at)
    Head.objects.create(size=1, at=at, until=at + 365 * DAY, peaks=Head.objects.get().peaks, note="x")
    ticking(timedelta())
    told(1)
    assert seal(at=at) == 2


def test_an_older_head_without_a_jump_is_found(place, told, at, ticking):
    """Whoever puts an old head behind a newer one has no event that explains it."""
    told(2)
    seal(at=at)
    ticking(-HOUR)
    seal(at=at - HOUR)
    place_of = Leaf.objects.get(event_id=Event.objects.get(act="clock_jumped").pk).position
    event = at_place(place_of)
    assert found(at, lambda run: run(f"UPDATE audit_event SET act = 'signed_in' WHERE id = '{event}'"))
    assert check(at=at).wrong == ""
