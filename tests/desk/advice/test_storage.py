"""What a database keeps of words that were taken out is cleared at once, and once more by the clock."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from desk.advice import storage
from desk.advice.storage import forget_old_rows
from desk.advice.tasks import forget_removed
from desk.audit import trail


@pytest.fixture
def asked(monkeypatch) -> list[int]:
    times: list[int] = []
    monkeypatch.setattr("desk.advice.tasks.forget_old_rows", lambda: not times.append(1))
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


@pytest.mark.django_db
def test_within_a_transaction_nothing_can_be_cleared():
    assert forget_old_rows() is False


@pytest.mark.django_db
def test_the_clock_clears_once_more_after_something_was_taken_out(noor, asked):
    assert forget_removed() is False
    trail.record("advice_scrubbed", by=noor, at=timezone.now() - timedelta(days=1))
    assert forget_removed() is True
    assert len(asked) == 1


@pytest.mark.django_db
def test_what_was_taken_out_long_ago_is_cleared_already(noor, asked):
    trail.record("advice_scrubbed", by=noor, at=timezone.now() - timedelta(days=3))
    assert forget_removed() is False
    assert asked == []
