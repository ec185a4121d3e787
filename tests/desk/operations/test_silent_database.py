"""A database that answers nothing and breaks nothing off: the desk ends the waiting itself."""

import environ
import psycopg
import pytest
from django.db import connection

from desk.engines import REPLICA, from_environment
from desk.prepared import Prepared, answering_within
from tests.desk.operations.test_plans_kept import address

DESK = "postgres://desk_app@127.0.0.1:1/desk"


@pytest.fixture
def databases(monkeypatch, tmp_path):
    """Return what is read from this environment."""

    def read(**told: str):
        for name, value in {"DATABASE_URL": DESK, "DATABASE_POOL": "1", **told}.items():
            monkeypatch.setenv(name, value)
        return from_environment(environ.Env(), tmp_path)

    return read


def waits(database) -> tuple[str, float | None]:
    """Return how long the server may take, and how long the desk waits for it."""
    options = database["OPTIONS"]
    [of_server] = [told for told in options["options"].split(" -c ") if told.startswith("statement_timeout")]
    return of_server, options["pool"]["connection_class"].answers_within


def test_the_server_ends_it_first_and_the_desk_when_the_server_does_not(databases):
    assert waits(databases(DATABASE_ANSWERS_WITHIN="30")["default"]) == ("statement_timeout=30s", 32)


def test_what_may_take_its_time_is_waited_for(databases):
    assert waits(databases()["default"]) == ("statement_timeout=0s", None)


def test_a_standby_is_never_waited_for_long(databases):
    assert waits(databases(DATABASE_REPLICA_URL=DESK)[REPLICA]) == ("statement_timeout=8s", 10)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that can fall silent")
class TestALine:
    def test_that_answers_in_time_lasts(self):
        with answering_within(20).connect(**address()) as line:
            assert line.execute("SELECT 1").fetchone() == (1,)
            assert not line.closed

    def test_that_answers_nothing_is_closed(self):
        with answering_within(0.2).connect(**address()) as line:
            with pytest.raises(psycopg.OperationalError):
                line.execute("SELECT pg_sleep(2)")
            assert line.closed

    def test_that_refuses_lasts(self):
        """A server that says that it will not wait is no server that says nothing."""
        with Prepared.connect(**address(), autocommit=True, options="-c statement_timeout=500ms") as line:
            with pytest.raises(psycopg.errors.QueryCanceled):
                line.execute("SELECT pg_sleep(2)")
            assert line.execute("SELECT 1").fetchone() == (1,)
