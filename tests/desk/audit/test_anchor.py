"""The heads at the anchor are read in the order of their numbers, a day at a time, and by one check at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from desk import one_at_a_time
from desk.audit.check import Busy, check, warning
from desk.audit.models import Verification
from desk.audit.sealing import restored
from desk.audit.sealing.anchor import Anchor
from desk.audit.sealing.restored import Behind
from desk.audit.sealing.seal import seal
from desk.audit.tasks import check_trail
from desk.celery import app, check_as_often_as_asked
from desk.one_at_a_time import nobody_else
from tests.desk.audit.putting_back import put_back

FIRST = date(2026, 11, 23)


@pytest.fixture(params=["file", "memory"])
def anchor(request, tmp_path) -> Anchor:
    return Anchor(f"file://{tmp_path}/heads" if request.param == "file" else f"memory://heads-{uuid4().hex}")


@pytest.fixture
def listed(monkeypatch) -> list[str]:
    """The folders that were listed, in that order."""
    said: list[str] = []
    real = Anchor._listed

    def listing(self: Anchor, part: str = "") -> list[str]:
        said.append(part)
        return real(self, part)

    monkeypatch.setattr(Anchor, "_listed", listing)
    return said


def kept(anchor: Anchor, *days: tuple[int, list[int]]) -> None:
    for ahead, numbers in days:
        for number in numbers:
            anchor.keep(number, FIRST + timedelta(days=ahead), f"{number}\n")


def numbers(paths: Iterator[str]) -> list[int]:
    return [restored.number_of(path) for path in paths]


def test_nothing_is_kept_where_nobody_kept_anything(anchor):
    assert list(anchor.heads()) == []
    assert anchor.newest() == ""


def test_what_is_kept_comes_in_the_order_of_its_numbers(anchor):
    kept(anchor, (0, [1, 2, 3]), (1, [4, 5]), (2, [7]))
    anchor.keep(6, FIRST, "verklaring\n", kind="restored")
    assert numbers(anchor.in_order()) == [1, 2, 3, 4, 5, 6, 7]
    assert restored.number_of(anchor.newest()) == 7


def test_a_clock_that_was_set_back_and_ahead_changes_no_order(anchor):
    """The heads of a clock that stood wrong lie under an older day, or a later one than those that came after."""
    kept(anchor, (9, [1, 2, 8]), (3, [5, 12]), (4, [3, 4, 10]), (30, [6]), (5, [7, 9, 11]))
    assert numbers(anchor.in_order()) == list(range(1, 13))


def test_what_is_kept_while_somebody_reads_is_left_out(anchor):
    """The check asked the database before: a newer head would look like one that it lost."""
    kept(anchor, (0, [1, 2]), (1, [3]))
    reading = anchor.in_order()
    first = next(reading)
    kept(anchor, (1, [4]), (2, [5]))
    assert numbers(iter([first, *reading])) == [1, 2, 3]


def test_a_day_is_listed_when_its_turn_comes(anchor, listed):
    kept(anchor, (0, [1, 2]), (1, [3, 4]), (2, [5, 6]))
    reading = anchor.in_order()
    seen = [next(reading) for _ in range(2)]
    assert listed[-1] == "2026-11-23"
    seen.append(next(reading))
    assert listed[-1] == "2026-11-24"
    assert numbers(iter(seen)) == [1, 2, 3]


def test_what_else_lies_there_is_not_listed(anchor, listed):
    kept(anchor, (0, [1]))
    anchor.write("destroyed", "C-2026-0001.destroyed", "vernietigd\n")
    assert numbers(anchor.in_order()) == [1]
    assert "destroyed" not in listed


@pytest.mark.django_db
def test_whether_the_anchor_knows_more_is_asked_before_the_lock_of_the_seal(place, told, at, monkeypatch):
    """All days are listed for it, and whoever seals meanwhile would wait for that."""
    put_back(told, at)
    monkeypatch.setattr("desk.audit.sealing.seal.only_one_seals", lambda: pytest.fail("took the lock"))
    with pytest.raises(Behind):
        seal(at=at)


@pytest.mark.django_db
def test_an_anchor_that_is_away_is_not_waited_for_in_the_lock_of_the_seal(place, told, at, monkeypatch):
    asked = []

    def away(_anchor):
        asked.append(connection.savepoint_ids[:])
        raise OSError

    monkeypatch.setattr(restored, "_seen", restored._Seen())
    monkeypatch.setattr(Anchor, "newest", away)
    outside = connection.savepoint_ids[:]
    told(1)
    assert seal(at=at) == 1
    assert asked == [outside]


# ---- one check at a time


@pytest.fixture
def another() -> Iterator[None]:
    """A check that goes on elsewhere: in another session of PostgreSQL, in another thread on SQLite."""
    if connection.vendor == "sqlite":
        with nobody_else("audit_checked") as alone:
            assert alone
            yield
        return
    line = connection.copy("another")
    line.settings_dict["OPTIONS"].update(pool=False)
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('audit_checked'))")
            yield
    finally:
        line.close()


@pytest.mark.django_db
def test_while_a_check_goes_on_nobody_begins_another(sealed, at, another, caplog):
    with pytest.raises(Busy):
        check(at=at)
    with pytest.raises(CommandError, match="wordt al nagekeken"):
        call_command("verify_audit")
    assert check_trail() == ""
    assert "still going on" in caplog.text
    assert not Verification.objects.exists()


@pytest.mark.django_db
def test_one_after_the_other_goes_on(sealed, at):
    assert [check(at=at).wrong for _ in range(2)] == ["", ""]
    assert not any(lock.locked() for lock in one_at_a_time._by_name.values())


@pytest.mark.django_db
def test_a_check_that_broke_off_keeps_nobody_from_the_next(sealed, at, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("desk.audit.check.verify", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            check(at=at)
    assert check(at=at).wrong == ""
    with nobody_else("audit_checked") as alone:
        assert alone


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds no lock of a session")
def test_a_lock_that_cannot_be_given_back_goes_with_its_connection():
    with pytest.raises(DatabaseError, match="zero"), transaction.atomic(), nobody_else("audit_checked"):
        connection.cursor().execute("SELECT 1/0")  # nothing is answered in this transaction any more
    with ThreadPoolExecutor(1) as others:
        assert others.submit(_is_free).result()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite holds no lock of a session")
def test_a_connection_that_is_gone_took_its_lock_along_and_hides_no_fault(monkeypatch):
    """The database goes away in the midst: the line is closed, and no other can be had to give the lock back."""

    def refuse(_wrapper):
        raise OperationalError("away")

    def goes_away():
        connection.close()
        patched.setattr(type(connections["default"]), "connect", refuse)
        connection.ensure_connection()

    is_heard = pytest.raises(OperationalError, match="away")
    with monkeypatch.context() as patched, is_heard, nobody_else("audit_checked"):
        goes_away()
    assert _is_free()


def _is_free() -> bool:
    try:
        with nobody_else("audit_checked") as alone:
            return alone
    finally:
        connection.close()


# ---- how often


def test_the_clock_checks_as_often_as_the_settings_say(settings, monkeypatch):
    entry = app.conf.beat_schedule["check-trail"]
    assert entry["schedule"] == settings.AUDIT_CHECK_HOURS * 3600
    monkeypatch.setitem(entry, "schedule", entry["schedule"])
    settings.AUDIT_CHECK_HOURS = 24
    check_as_often_as_asked(app)
    assert entry["schedule"] == 86_400


@pytest.mark.django_db
def test_a_check_once_a_day_may_be_a_day_late(sealed, at, settings):
    settings.AUDIT_CHECK_HOURS = 24
    check(at=at)
    assert warning(at=at + timedelta(hours=47)) == ""
    assert warning(at=at + timedelta(hours=49)) == "Het logboek is langer dan twee dagen niet nagekeken."
