"""Events go when their term is over: the seal says so first, everything else still proves, and nothing else goes."""

import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from desk.audit import trail
from desk.audit.check import check
from desk.audit.destruction import announce, destroy
from desk.audit.models import Destroyed, Event, Head, Leaf, Stamp, Tie
from desk.audit.sealing.proof import of_event, of_head
from desk.audit.sealing.seal import seal
from desk.audit.stamps import said
from desk.audit.tasks import destroy_events
from desk.audit.verifier.proof import holds
from desk.audit.verifier.signed import Trusted
from desk.deadlines import over_before
from tests import stories
from tests.desk.audit.conftest import as_owner
from tests.desk.audit.tamper import Run, found

pytestmark = pytest.mark.django_db
SHA = {"postgresql": "encode(sha256(convert_to({}, 'UTF8')), 'hex')", "sqlite": "SHA256({})"}


def dated_back() -> None:
    """What was recorded just now was recorded at its own time: no clock of a database can be set by a test."""
    digest = SHA[connection.vendor].format(f"salt || {said('e', 'e.at', connection.vendor, later='covers')}")
    with as_owner() as run:
        run(f"UPDATE audit_stamp SET recorded_at = e.at, digest = {digest} FROM audit_event e WHERE e.id = event_id")


@pytest.fixture
def long_ago(place, told, noor, at):
    """A hundred events of six years ago, of which ten about an advice, and fifty of today; all sealed."""
    past = at - timedelta(days=6 * 365)
    for part in range(2):
        told(50, at=past + timedelta(minutes=part))
    dated_back()
    seal(at=past + timedelta(minutes=2))
    seal(at=past + timedelta(days=1))
    told(50)
    seal(at=at)
    return place


def test_what_is_over_goes_and_all_others_still_prove_c11(long_ago, at):
    """C11: retention destroys; the proofs of all others still verify, and the destruction is itself proven."""
    trusted = Trusted((long_ago / "trail.key.pub").read_text())
    before = [of_event(leaf.event_id) for leaf in Leaf.objects.order_by("position")[::10]]
    assert destroy(at=at) == 100
    assert Event.objects.filter(day__lt=at.date()).count() == 0
    assert Leaf.objects.count() == 100 + 45 + 1
    assert (Stamp.objects.count(), Event.objects.count()) == (51, 51)
    assert check(at=at).wrong == ""
    kept = [of_event(leaf.event_id) for leaf in Leaf.objects.all()]
    assert all(holds(proof, trusted) for proof in [*before, *kept])
    assert all(holds(of_head(head.number), trusted) for head in Head.objects.all()[:3])
    told = Event.objects.get(act="events_destroyed")
    assert (told.actor_name, told.reason) == ("Het systeem", "NEN 7513; Staatscourant 2019, 38007")
    assert told.detail == "100 regels van vóór 22-11-2021"
    assert holds(json.loads(json.dumps(of_event(told.pk))), trusted)
    assert list(Destroyed.objects.values_list("event_id", "first", "last")) == [(told.pk, 0, 99)]


def test_twice_is_once_and_a_day_later_goes_on(long_ago, told, at):
    assert destroy(at=at) == 100
    assert destroy(at=at) == 0
    assert destroy(at=at + timedelta(days=1)) == 0
    assert Event.objects.filter(act="events_destroyed").count() == 1
    assert check(at=at).wrong == ""


def test_it_goes_in_batches_that_each_are_an_event(long_ago, at, monkeypatch):
    monkeypatch.setattr("desk.audit.destruction.BATCH", 30)
    assert destroy(at=at) == 100
    assert Event.objects.filter(act="events_destroyed").count() == 4
    assert check(at=at).wrong == ""


def test_what_was_announced_and_cut_off_goes_the_next_time(long_ago, at, monkeypatch):
    monkeypatch.setattr("desk.audit.destruction._carry_out", lambda before: 0)
    assert destroy(at=at) == 0
    assert check(at=at).wrong == ""
    monkeypatch.undo()
    assert destroy(at=at) == 100
    assert check(at=at).wrong == ""


def test_the_task_and_the_command_do_the_same(long_ago, at):
    out = StringIO()
    with time_machine.travel(at):
        call_command("destroy_events", stdout=out)
        assert destroy_events() == 0
    assert out.getvalue() == "100 regels vernietigd\n"


def test_without_the_key_nothing_goes(long_ago, at, settings):
    settings.AUDIT_KEY_FILE = long_ago / "not-there"
    with pytest.raises(OSError, match="not-there"):
        destroy(at=at)
    assert Event.objects.filter(day__lt=at.date()).count() == 100


def test_an_event_that_a_history_rests_on_stays_as_long_as_that(place, noor, at):
    past = at - timedelta(days=6 * 365)
    stories.taken_in(by=noor, at=past)
    trail.record("signed_in", by=noor, at=past)
    dated_back()
    seal(at=past)
    assert destroy(at=at) == 1
    assert Event.objects.filter(act="report_filed").exists()
    assert check(at=at).wrong == ""


def test_when_the_history_went_its_events_go_and_their_ties(place, noor, at):
    from tests.desk.audit.test_histories import forgotten

    past = at - timedelta(days=6 * 365)
    report = stories.taken_in(by=noor, at=past)
    dated_back()
    seal(at=past)
    forgotten(by=noor, at=at, report=report)
    seal(at=at)
    assert destroy(at=at) == 2
    assert not Tie.objects.exists()
    assert check(at=at).wrong == ""


def test_an_advice_keeps_its_secret_p1(long_ago, at):
    """What is left of an event about an advice is its place, which was drawn by lot, and nothing of its words."""
    about = list(Event.objects.filter(subject_kind="advice", day__lt=at.date()).values_list("pk", flat=True))
    assert len(about) == 10
    destroy(at=at)
    assert not Stamp.objects.filter(event_id__in=about).exists()
    places = Leaf.objects.filter(event_id__in=about).order_by("position").values_list("digest", flat=True)
    assert list(places) == sorted(places)


# ---- the database refuses


DELETES = {
    "orm": lambda: Event.objects.all().delete(),
    "bulk": lambda: Event.objects.all()._raw_delete("default"),
    "stamps": lambda: Stamp.objects.all()._raw_delete("default"),
    "leaves": lambda: Leaf.objects.all()._raw_delete("default"),
    "records": lambda: Destroyed.objects.all()._raw_delete("default"),
}


def in_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("way", [*DELETES, "audit_event", "audit_stamp", "audit_leaf", "audit_destroyed"])
def test_no_young_event_is_destroyed_by_anybody(long_ago, at, way):
    """Announced or not, and the old ones neither while the seal does not speak of them."""
    for places in (range(50), range(50, 150)):
        announce(by=trail.System(), at=at, places=list(places), before=at.date())
        held = Event.objects.count()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            DELETES[way]() if way in DELETES else in_sql(f"DELETE FROM {way}")
        assert Event.objects.count() == held


def test_an_old_event_that_is_not_announced_stays(long_ago, at):
    old = Event.objects.filter(day__lt=at.date()).first().pk.hex
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        in_sql(f"DELETE FROM audit_event WHERE id = '{old}'")
    announce(by=trail.System(), at=at, places=list(range(100)), before=at.date())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        in_sql(f"DELETE FROM audit_event WHERE id = '{old}'")
    seal(at=at)
    in_sql(f"DELETE FROM audit_event WHERE id = '{old}'")


def test_a_day_that_is_dated_back_saves_nobody(place, noor, at):
    """The stamp has the database's own clock: a young event with an old day stays."""
    past = at - timedelta(days=6 * 365)
    event = trail.record("signed_in", by=noor, at=past)
    seal(at=past)
    announce(by=trail.System(), at=at, places=[0], before=at.date())
    seal(at=at)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        in_sql(f"DELETE FROM audit_event WHERE id = '{event.pk.hex}'")


# ---- a false destruction is found


def gone(run: Run, place: int) -> None:
    event = Leaf.objects.get(position=place).event_id.hex
    run(f"DELETE FROM audit_stamp WHERE event_id = '{event}'")
    run(f"DELETE FROM audit_event WHERE id = '{event}'")


def test_an_event_that_went_without_a_record_is_found(long_ago, at):
    assert found(at, lambda run: gone(run, 7)).endswith("de regel is weg")
    destroy(at=at)
    assert found(at, lambda run: gone(run, 120)).endswith("de regel is weg")


def test_a_record_that_no_sealed_event_speaks_of_is_found(long_ago, at):
    destroy(at=at)
    real, idle = Event.objects.get(act="events_destroyed").pk, Leaf.objects.get(position=130).event_id

    def tamper(run: Run, event: object) -> None:
        gone(run, 120)
        Destroyed.objects.create(event_id=event, source="audit_event", first=120, last=120)

    for event in (real, idle, uuid4()):
        said = found(at, lambda run, event=event: tamper(run, event))
        assert "ligt is veranderd" in said or "vernietigde niets" in said or "de regel is weg" in said


def test_a_record_that_is_stretched_removed_or_moved_is_found(long_ago, at):
    destroy(at=at)
    for change in (
        "UPDATE audit_destroyed SET last = 120",
        "UPDATE audit_destroyed SET first = 1",
        "UPDATE audit_destroyed SET source = 'reports_historicalreport'",
        f"UPDATE audit_destroyed SET event_id = '{uuid4().hex}'",
        "DELETE FROM audit_destroyed",
    ):
        assert found(at, lambda run, change=change: run(change))


def test_a_destruction_of_young_events_is_found_though_it_is_sealed(long_ago, at):
    announce(by=trail.System(), at=at, places=[120, 121], before=at.date())
    seal(at=at)
    assert check(at=at).wrong.endswith("plaats 121 is vernietigd binnen 5 jaar")
    assert found(at, lambda run: gone(run, 120)).endswith("plaats 121 is vernietigd binnen 5 jaar")


def test_a_destruction_that_waits_for_its_seal_covers_nothing(long_ago, at):
    announce(by=trail.System(), at=at, places=[3], before=at.date())
    assert found(at, lambda run: gone(run, 3)).endswith("de regel is weg")


def test_five_years_end_on_a_day_of_the_calendar(at):
    assert over_before("trail", at.date()).isoformat() == "2021-11-23"
    assert over_before("trail", at.date().replace(year=2033, month=2, day=28)).isoformat() == "2028-02-28"
