"""What a database keeps of words that were taken out is cleared at once, and once more by the clock."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from desk.advice import storage
from desk.advice.storage import forget_old_rows
from desk.advice.tasks import forget_removed
from desk.audit import trail
from desk.celery import app


@pytest.fixture
def asked(monkeypatch) -> list[bool]:
    """Whether a large table might be written anew, each time that the database was asked."""
    times: list[bool] = []
    monkeypatch.setattr("desk.advice.tasks.forget_old_rows", lambda however_long: not times.append(however_long))
    return times


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_go_and_says_so():
    assert forget_old_rows() is True


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_busy_is_told_in_the_log(monkeypatch, caplog):
    way = "_emptied" if connection.vendor == "sqlite" else "_written_anew"
    monkeypatch.setattr(storage, way, lambda _cursor: False)
    assert forget_old_rows() is False
    assert "still holds rows" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_keeps_nobody_from_going_on(monkeypatch, caplog):
    def fail(_cursor):
        raise DatabaseError("disk full")

    for way in ("_emptied", "_written_anew"):
        monkeypatch.setattr(storage, way, fail)
    assert forget_old_rows() is False
    assert "disk full" not in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes no table anew")
def test_a_large_table_is_written_anew_at_night_alone(monkeypatch, caplog):
    monkeypatch.setattr(storage, "AT_ONCE", -1)
    with caplog.at_level("INFO"):
        assert forget_old_rows() is False
    assert [(line.levelname, "the night writes it anew" in line.message) for line in caplog.records] == [("INFO", True)]
    assert forget_old_rows(however_long=True) is True


@pytest.mark.django_db
def test_within_a_transaction_nothing_can_be_cleared():
    assert forget_old_rows() is False


@pytest.mark.django_db
def test_the_clock_clears_once_more_after_something_was_taken_out(noor, asked):
    assert forget_removed() is False
    trail.record("advice_scrubbed", by=noor, at=timezone.now() - timedelta(days=1))
    assert forget_removed() is True
    assert forget_removed(at_night=True) is True
    assert asked == [False, True]


def test_the_clock_comes_once_in_the_quiet_of_the_night():
    told = [entry for entry in app.conf.beat_schedule.values() if entry["task"] == "desk.advice.tasks.forget_removed"]
    assert [(entry.get("kwargs", {}), getattr(entry["schedule"], "hour", None)) for entry in told] == [
        ({}, None),
        ({"at_night": True}, {3}),
    ]


@pytest.mark.django_db
def test_a_night_that_failed_is_not_the_last_one(noor, asked):
    trail.record("advice_scrubbed", by=noor, at=timezone.now() - timedelta(days=3))
    assert forget_removed() is False
    assert forget_removed(at_night=True) is True
    assert asked == [True]


@pytest.mark.django_db
def test_what_was_taken_out_long_ago_is_cleared_already(noor, asked):
    trail.record("advice_scrubbed", by=noor, at=timezone.now() - timedelta(days=9))
    assert (forget_removed(), forget_removed(at_night=True)) == (False, False)
    assert asked == []
