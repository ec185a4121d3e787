"""Who is asked: a fresh standby, or else the primary. `make faults` does it with a real one (replica-behind)."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connection, connections
from django.urls import reverse
from django.utils import timezone

from desk import replica
from desk.audit import trail
from desk.audit.models import Event
from desk.audit.reading import NEWEST
from desk.engines import REPLICA
from desk.replica import BEHIND, BROKE, GONE, OTHER, Line, _Primary, _Standby, judged
from tests.desk.operations.conftest import _patience, figures, watched  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", REPLICA])
NOW = timezone.now()
LONG_AGO, JUST_NOW = NOW - timedelta(hours=9), NOW - timedelta(seconds=3)


@pytest.fixture(autouse=True, scope="module")
def _alias():
    """The second alias, as DATABASE_REPLICA_URL gives one; here it leads to the database of the tests itself."""
    told = dict(connections["default"].settings_dict)
    connections.settings[REPLICA] = told | {"TEST": {**told["TEST"], "MIRROR": "default"}}
    yield
    connections[REPLICA].close()
    del connections[REPLICA], connections.settings[REPLICA]


@pytest.fixture(autouse=True)
def counted(monkeypatch):
    """Not left alone yet, and every time that it is left is noted down."""
    seen: list[str] = []
    monkeypatch.setattr(replica._State, "alone_until", 0.0)
    monkeypatch.setattr(replica._State, "told", staticmethod(seen.append))
    monkeypatch.setattr(replica, "is_there", lambda: False)
    return seen


@pytest.fixture
def standby(monkeypatch):
    """One that is there, and three seconds behind."""
    monkeypatch.setattr(replica, "is_there", lambda: True)
    monkeypatch.setattr(replica, "_looked", lambda primary: (JUST_NOW, ""))


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (_Standby(True, 7, True, JUST_NOW), (NOW, "")),
        # Nobody wrote for hours: it has all there is, and that is from now.
        (_Standby(True, 7, True, LONG_AGO), (NOW, "")),
        (_Standby(True, 7, True, None), (NOW, "")),
        (_Standby(True, 7, False, JUST_NOW), (JUST_NOW, "")),
        (_Standby(True, 7, False, NOW - timedelta(seconds=30)), (NOW - timedelta(seconds=30), "")),
        (_Standby(True, 7, False, NOW - timedelta(seconds=31)), (None, BEHIND)),
        (_Standby(True, 7, False, None), (None, BEHIND)),
        (_Standby(True, 7, None, None), (None, BEHIND)),
        # Somebody made a primary of it, or it follows another desk.
        (_Standby(False, 7, None, JUST_NOW), (None, OTHER)),
        (_Standby(True, 8, True, JUST_NOW), (None, OTHER)),
    ],
)
def test_a_standby_is_asked_when_it_has_all_or_is_not_far_behind(seen, said, settings):
    settings.REPLICA_BEHIND = 30
    assert judged(_Primary("0/1", NOW, 7), seen) == said


def test_without_one_nothing_more_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert replica.choose() == Line(DEFAULT_DB_ALIAS)
        assert replica.ask(lambda alias: alias) == (DEFAULT_DB_ALIAS, None)


def test_a_fresh_one_is_asked_and_its_answer_has_a_moment(standby):
    assert replica.ask(lambda alias: alias) == (REPLICA, JUST_NOW)


def test_one_that_breaks_off_is_followed_by_the_primary_and_left_alone(standby, counted, caplog):
    asked = []

    def question(alias: str) -> str:
        asked.append(alias)
        if alias == REPLICA:
            raise OperationalError("row of Naaldmans")
        return "answer"

    with caplog.at_level(logging.WARNING, "desk.replica"):
        assert replica.ask(question) == ("answer", None)
        assert replica.ask(question) == ("answer", None)
    assert asked == [REPLICA, DEFAULT_DB_ALIAS, DEFAULT_DB_ALIAS]
    assert counted == [BROKE]
    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [(replica._SAID[BROKE], None)]


def test_a_fault_of_the_question_itself_is_no_matter_of_the_standby(standby, counted):
    with pytest.raises(ZeroDivisionError):
        replica.ask(lambda alias: 1 / 0)
    assert counted == []


@pytest.mark.parametrize("why", [GONE, BEHIND, OTHER])
def test_one_that_must_not_be_asked_is_left_alone_and_then_looked_at_again(standby, counted, monkeypatch, why):
    monkeypatch.setattr(replica, "_looked", lambda primary: (None, why))
    assert replica.choose("probe") == Line("probe")
    monkeypatch.setattr(replica, "_looked", lambda primary: (JUST_NOW, ""))
    assert replica.choose() == Line(DEFAULT_DB_ALIAS)
    assert counted == [why]
    monkeypatch.setattr(replica._State, "alone_until", 0.0)
    assert replica.choose() == Line(REPLICA, JUST_NOW)


def test_what_was_just_written_is_waited_for_half_a_second(monkeypatch):
    answers = iter([("0/1", NOW, 7), (True, 7, False, LONG_AGO), (True, 7, True, NOW)])
    monkeypatch.setattr(replica, "_one", lambda *_: next(answers))
    monkeypatch.setattr(replica, "_BETWEEN", 0)
    assert replica._looked(DEFAULT_DB_ALIAS) == (NOW, "")


def test_one_that_cannot_be_reached_is_gone(monkeypatch):
    def one(alias: str, *_: object) -> tuple[object, ...]:
        if alias == REPLICA:
            raise DatabaseError
        return ("0/1", NOW, 7)

    monkeypatch.setattr(replica, "_one", one)
    assert replica._looked(DEFAULT_DB_ALIAS) == (None, GONE)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no standby")
def test_the_address_of_the_primary_itself_is_no_standby(monkeypatch, counted):
    monkeypatch.setattr(replica, "is_there", lambda: True)
    assert replica.choose() == Line(DEFAULT_DB_ALIAS)
    assert counted == [OTHER]


# ---- the trail as a file


class _BreaksOff:
    def __init__(self, rows, after):
        self.rows, self.after = rows, after

    def iterator(self, chunk_size):
        yield from list(self.rows)[: self.after]
        raise OperationalError


@pytest.mark.parametrize("after", [0, 1, 3, 6])
def test_a_file_that_is_broken_off_half_way_goes_on_behind_the_last_line(standby, noor, monkeypatch, after, counted):
    for minutes in range(3):
        trail.record("signed_in", by=noor, at=NOW + timedelta(minutes=minutes))
        trail.record("advice_opened", by=noor, at=NOW)
    whole = list(replica.stream(Event.objects.all(), NEWEST, Line(DEFAULT_DB_ALIAS)))
    plain = replica.keyset.backwards

    def backwards(rows, *told):
        return _BreaksOff(plain(rows, *told), after) if rows.db == REPLICA else plain(rows, *told)

    monkeypatch.setattr(replica.keyset, "backwards", backwards)
    found = list(replica.stream(Event.objects.all(), NEWEST, Line(REPLICA, JUST_NOW)))
    assert [row.pk for row in found] == [row.pk for row in whole]
    assert len(found) == 6
    assert counted == [BROKE]


def _fetched(client):
    answer = client.get(reverse("audit:export", args=["csv"]))
    lines = answer.getvalue().decode().splitlines()
    detail = Event.objects.get(act="trail_exported").detail
    return answer.headers["Content-Disposition"], len(lines) - 1, detail


def test_a_file_of_the_standby_says_from_what_moment_it_is(standby, samir, noor, client_of):
    client = client_of(samir)
    trail.record("signed_in", by=noor, at=timezone.now())
    moment = timezone.localtime(JUST_NOW)
    name, lines, detail = _fetched(client)
    assert f"logboek-{moment:%Y-%m-%d}-stand-{moment:%H%M%S}.csv" in name
    assert f"stand van {moment:%d-%m-%Y %H:%M:%S}" in detail
    assert lines == Event.objects.count()


def test_a_file_of_the_primary_says_nothing_of_it(samir, client_of):
    name, lines, detail = _fetched(client_of(samir))
    assert "stand" not in name + detail
    assert lines == Event.objects.count()


def test_who_may_not_have_the_trail_has_nothing_asked_of_the_standby(standby, joke, client_of, monkeypatch):
    monkeypatch.setattr(replica, "choose", None)
    assert client_of(joke).get(reverse("audit:export", args=["csv"])).status_code == 403


# ---- the figures


def test_without_a_standby_the_figures_are_from_now(figures):  # noqa: F811
    found = figures()
    assert found["meldesk_overdue_moment_seconds",] == pytest.approx(timezone.now().timestamp(), abs=60)
    assert ("meldesk_replica_ok",) not in found


def test_figures_of_a_standby_say_so(standby, figures):  # noqa: F811
    found = figures()
    assert found["meldesk_overdue_moment_seconds",] == pytest.approx(JUST_NOW.timestamp())
    assert found["meldesk_replica_ok",] == 1
    assert found["meldesk_figures_answered", ("part", "terms")] == 1


def test_figures_of_the_primary_in_its_place_say_so(standby, figures, monkeypatch):  # noqa: F811
    monkeypatch.setattr(replica, "_looked", lambda primary: (None, GONE))
    found = figures()
    assert found["meldesk_overdue_moment_seconds",] > JUST_NOW.timestamp()
    assert found["meldesk_replica_ok",] == 0
    assert ("meldesk_overdue", ("term", "assess")) in found


def test_a_line_to_the_standby_is_given_back(standby):
    """Of each thread: one that ends without it would keep a line of the pool for ever."""
    left = []

    def ask() -> None:
        replica.ask(lambda alias: Event.objects.using(alias).count())
        left.append(connections[REPLICA].connection)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert left == [None]


def test_a_desk_whose_standby_is_away_is_ready(standby, watched, client, monkeypatch):  # noqa: F811
    monkeypatch.setattr(replica, "_looked", lambda primary: (None, GONE))
    assert client.get("/gezond/klaar/").status_code == 200
