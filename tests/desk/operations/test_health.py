"""A process that answers, one that can take work, and what a stranger hears of either."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from desk.audit import trail
from desk.audit.models import Event
from desk.audit.sealing.seal import seal
from desk.operations import health, probe
from tests.desk.operations.conftest import BEARER
from tests.ports import free_port

# The probe opens a line of its own, so what it must see has to be committed.
committed = pytest.mark.django_db(transaction=True)


def told(**changes: str) -> dict:
    return Client().get("/gezond/klaar/", **BEARER, **changes).json()


def test_liveness_asks_no_database():
    """Without the mark of pytest-django any question to a database fails this test."""
    answer = Client().get("/gezond/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gezond/", "/gezond/klaar/", "/gezond/cijfers/"])
def test_a_session_is_neither_read_nor_lengthened_and_nothing_is_recorded(path, noor, client_of, watched):
    client = client_of(noor)
    events, before = Event.objects.count(), dict(client.session)
    with connection.execute_wrapper(_only_the_probe):
        answer = client.get(path)
    assert not answer.cookies
    assert (Event.objects.count(), dict(client.session)) == (events, before)


def _only_the_probe(execute, sql, params, many, context):
    raise AssertionError(sql)


@committed
def test_a_desk_that_works_is_ready(watched):
    assert told()["words"] == "ready"
    assert set(told()["needed"].values()) == {"ok"}


@committed
def test_a_stranger_hears_ok_and_nothing_else(watched):
    assert Client().get("/gezond/klaar/").json() == {"status": "ok"}
    assert Client().get("/gezond/klaar/", HTTP_AUTHORIZATION="Bearer " + "x" * 48).json() == {"status": "ok"}


@committed
def test_without_a_token_in_the_environment_nobody_hears_more(settings):
    settings.METRICS_TOKEN = ""
    assert Client().get("/gezond/klaar/", HTTP_AUTHORIZATION="Bearer ").json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_database_that_is_away_is_503_and_its_words_stay_inside(watched, monkeypatch):
    def away(self):
        raise DatabaseError("password of Naaldmans is wrong")

    monkeypatch.setattr(type(connections["default"]), "connect", away)
    answer = Client().get("/gezond/klaar/")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ok"})
    known = Client().get("/gezond/klaar/", **BEARER)
    assert known.json()["words"] == "not ready: database, migrations, trail"
    assert "Naaldmans" not in known.content.decode()


@committed
def test_a_database_that_is_behind_the_code_is_not_ready(watched):
    last = MigrationRecorder.Migration.objects.filter(app="reports").order_by("pk").last()
    assert last
    app, name = last.app, last.name
    last.delete()
    try:
        assert told()["words"] == "not ready: migrations"
    finally:
        MigrationRecorder(connection).record_applied(app, name)


@committed
def test_a_database_that_is_ahead_of_the_code_is_ready(watched):
    """The order of a new version: first what is added to the database, then the web (docs/operations.md)."""
    recorder = MigrationRecorder(connection)
    recorder.record_applied("reports", "9999_of_the_next_version")
    try:
        assert told()["words"] == "ready"
    finally:
        recorder.record_unapplied("reports", "9999_of_the_next_version")


@committed
def test_a_trail_that_takes_no_writing_is_not_ready(watched, monkeypatch):
    if connection.vendor == "postgresql":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", "-c default_transaction_read_only=on")
    else:
        monkeypatch.setattr(health.os, "access", lambda place, how: not str(place).endswith(".sqlite3"))
    assert told()["words"] == "not ready: trail"


@committed
def test_a_sealer_that_stands_still_degrades_and_turns_nobody_away(watched, noor, key):
    now = timezone.now()
    trail.record("signed_in", by=noor, at=now, subject=noor)
    seal(at=now)
    assert told()["words"] == "ready"
    seal(at=now - timedelta(hours=2))  # an hour without a head is late: one is signed each hour
    assert health.asked().is_ready
    assert told()["words"] == "ready, degraded: sealer"


@committed
def test_without_redis_the_desk_is_ready_and_says_what_it_misses(watched):
    watched.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    answer = Client().get("/gezond/klaar/", **BEARER)
    assert (answer.status_code, answer.json()["words"]) == (200, "ready, degraded: redis")


@committed
def test_a_disk_that_is_nearly_full_degrades(watched, monkeypatch):
    monkeypatch.setattr(health, "LITTLE", 2**62)
    assert told()["words"] == "ready, degraded: disk, documents"
    assert told()["missed"]["disk"].endswith(" MB free")


@committed
def test_a_guard_without_words_takes_no_work(watched, monkeypatch):
    def none() -> None:
        raise OSError("no room in /var/Naaldmans")

    monkeypatch.setattr(health.guard, "warm", none)
    assert told()["words"] == "not ready: guard"
    assert told()["needed"]["guard"] == "OSError"


def test_what_hangs_is_left_behind_and_not_asked_twice():
    let_go, asked = threading.Event(), []

    def hangs() -> str:
        asked.append(1)
        let_go.wait(60)
        return "here"

    for _ in range(2):
        with pytest.raises(probe.NoAnswer, match="in time"):
            probe.within("a disk", hangs, seconds=0.01)
    let_go.set()
    for thread in threading.enumerate():
        if thread.name == "probe-a disk":
            thread.join(60)
    assert asked == [1]
    assert probe.within("a disk", hangs) == "here"


def test_who_asks_while_it_is_asked_waits_for_the_same_answer():
    let_go, answers, again = threading.Event(), [], []
    one = threading.Thread(target=lambda: answers.append(probe.within("a part", lambda: let_go.wait(60), seconds=60)))
    one.start()
    while "a part" not in probe._asking:
        threading.Event().wait(0.001)
    with pytest.raises(probe.NoAnswer):
        probe.within("a part", lambda: again.append(1), seconds=0.01)
    let_go.set()
    one.join(60)
    assert (answers, again) == ([True], [])


def test_the_folder_of_documents_may_still_have_to_be_made(tmp_path: Path):
    assert health._room(tmp_path / "not" / "yet") == "ok"
