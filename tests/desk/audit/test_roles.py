"""What each of the three database roles may do with the trail, on a PostgreSQL set up as the compose file does it."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from desk.audit.sealing.note import make_key
from tests.needle_scan import postgres
from tests.ports import free_port

TRAIL = ["audit_event", "audit_stamp", "audit_leaf", "audit_head", "audit_kept", "audit_verification"]
TRAIL += ["audit_tie", "audit_shape", "audit_destroyed", "audit_mailed"]
COLUMN = {
    "audit_event": "reason",
    "audit_head": "note",
    "audit_verification": "wrong",
    "audit_kept": "at",
    "audit_mailed": "at",
}
COLUMN |= {"audit_shape": "columns", "audit_destroyed": "last"}
EVENT = (
    "INSERT INTO audit_event SELECT gen_random_uuid(), current_date, now(), 'signed_in', 'done', '', NULL, 'Noor B.',"
    " '', '', '', '', '', ''"
)


@pytest.fixture(scope="module")
def engine() -> Iterator[postgres.Postgres]:
    """A cluster with the migrations of the owner and the grants that come with the desk."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    if reason := postgres.cannot_run():
        pytest.skip(reason)
    made = postgres.Postgres(free_port())
    try:
        made.prepared({"PATH": os.environ["PATH"]})
        yield made
    finally:
        made.close()


def manage(url: str, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, **more},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 or command[0] == "verify_audit", done.stderr
    return done


def ask(url: str, question: str) -> list[tuple]:
    with psycopg.connect(url, autocommit=True) as line:
        cursor = line.execute(question)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize("table", TRAIL)
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_desk_changes_and_removes_nothing_c01(engine, table, verb):
    column = COLUMN.get(table, "digest")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(engine.url, verb.format(table, column, column))


def test_the_desk_adds_an_event_and_the_owner_s_function_stamps_it(engine):
    before = ask(engine.url, "SELECT count(*) FROM audit_stamp")[0][0]
    ask(engine.url, EVENT)
    assert ask(engine.url, "SELECT count(*) FROM audit_stamp")[0][0] == before + 1
    newest = "SELECT max(recorded_at) > now() - interval '1 minute' FROM audit_stamp"
    assert ask(engine.url, newest) == [(True,)]


def test_the_desk_makes_no_stamp_of_its_own_c05(engine):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(engine.url, "INSERT INTO audit_stamp VALUES (gen_random_uuid(), '2020-01-01', 'x', 'x')")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(engine.url, "ALTER TABLE audit_event DISABLE TRIGGER audit_event_stamp")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(engine.url, "SET session_replication_role = replica")


@pytest.mark.parametrize("table", TRAIL)
def test_not_even_the_owner_changes_or_empties_the_trail_unless_a_trigger_is_off(engine, table):
    ask(engine.owner_url, EVENT)
    for verb in ("DELETE FROM {}", "TRUNCATE {} CASCADE"):
        if verb.startswith("TRUNCATE") or table in ("audit_event", "audit_stamp"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
                ask(engine.owner_url, verb.format(table))


def test_the_desk_asks_the_owner_s_function_to_destroy_and_it_takes_nothing_young(engine):
    """C11 as each role: announced and sealed, a young event stays; an event of six years ago goes."""
    place = "(SELECT COALESCE(max(position), -1) + 1 FROM audit_leaf)"
    for days in (0, 6 * 365):
        event, told = (ask(engine.url, f"{EVENT} RETURNING id")[0][0] for _ in range(2))
        dated_back = (
            "SET session_replication_role = replica; "
            f"UPDATE audit_stamp SET recorded_at = now() - interval '{days} days' WHERE event_id = '{event}'; "
            f"UPDATE audit_event SET day = current_date - {days} WHERE id = '{event}'"
        )
        if days:
            ask(engine.owner_url, dated_back)
        for one in (event, told):
            ask(engine.url, f"INSERT INTO audit_leaf SELECT {place}, '{one}', 'x'")
        sealed = f"(SELECT position FROM audit_leaf WHERE event_id = '{event}')"
        record = (
            f"INSERT INTO audit_destroyed (event_id, source, first, last) SELECT '{told}', 'audit_event', {sealed}, "
        )
        ask(engine.url, record + sealed)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(engine.url, f"DELETE FROM audit_event WHERE id = '{event}'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(engine.reader_url, "SELECT destroy_events(current_date + 1, 100)")
        if not days:
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
                ask(engine.url, "SELECT destroy_events(current_date + 1, 100)")
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
                ask(engine.owner_url, f"DELETE FROM audit_event WHERE id = '{event}'")
        else:
            assert ask(engine.url, "SELECT destroy_events(current_date - 1, 100)") == [(1,)]
    ask(engine.owner_url, "SET session_replication_role = replica; DELETE FROM audit_leaf; DELETE FROM audit_destroyed")


def test_where_an_advice_lies_says_nothing_when_its_day_is_over_p1(engine, tmp_path):
    """Its row header and its place in the table would put it between two events with a clock."""
    make_key(tmp_path / "trail.key", "meldesk")
    where = {"AUDIT_KEY_FILE": str(tmp_path / "trail.key"), "AUDIT_ANCHOR": f"file://{tmp_path}/heads"}
    about = EVENT.replace("current_date, now(), 'signed_in'", "current_date - 1, NULL, 'advice_read'").replace(
        "'Noor B.', '', ''", "'Noor B.', '', 'advice'"
    )
    told = []
    for _ in range(12):
        ask(engine.url, EVENT)
        told += ask(engine.url, f"{about} RETURNING id")
    lying = "SELECT id FROM {} WHERE {} ORDER BY ctid"
    events, stamps = ("audit_event", "subject_kind = 'advice'"), ("audit_stamp", "recorded_at IS NULL")
    assert ask(engine.owner_url, lying.format(*events)) == told
    ask(engine.url, "SELECT mix_advices(ARRAY(SELECT id FROM audit_event))")
    manage(engine.url, "seal_audit", **where)
    assert ask(engine.owner_url, lying.format(*events)) != told
    assert ask(engine.owner_url, lying.format(*stamps).replace("SELECT id", "SELECT event_id")) != told
    for table, which in (events, stamps):
        asked = f"SELECT count(DISTINCT xmin::text), min(ctid) > (SELECT max(ctid) FROM {table} WHERE NOT ({which}))"
        assert ask(engine.owner_url, f"{asked} FROM {table} WHERE {which}") == [(1, True)]
    ask(engine.owner_url, "UPDATE audit_event SET reason = reason WHERE subject_kind = 'advice'")
    for changed in ("SET reason = reason", "SET reason = 'x' WHERE subject_kind = 'advice'"):
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
            ask(engine.owner_url, f"UPDATE audit_event {changed}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(engine.reader_url, "SELECT mix_advices(ARRAY[]::uuid[])")
    ask(engine.owner_url, "SET session_replication_role = replica; DELETE FROM audit_leaf; DELETE FROM audit_kept")
    ask(engine.owner_url, "SET session_replication_role = replica; DELETE FROM audit_head")


def test_the_reader_reads_the_trail_and_nothing_else(engine):
    for table in TRAIL:
        ask(engine.reader_url, f"SELECT count(*) FROM {table}")
    others = ["reports_report", "reports_reporter", "advice_advice", "accounts_user", "django_session"]
    for table in others:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(engine.reader_url, f"SELECT count(*) FROM {table}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(engine.reader_url, EVENT)


def test_the_desk_seals_and_the_reader_checks(engine, tmp_path):
    """Each as its own role; then the owner rewrites with the triggers off, and the reader names the row (C02, C04)."""
    make_key(tmp_path / "trail.key", "meldesk")
    where = {"AUDIT_KEY_FILE": str(tmp_path / "trail.key"), "AUDIT_ANCHOR": f"file://{tmp_path}/heads"}
    for _ in range(5):
        ask(engine.url, EVENT)
    manage(engine.url, "seal_audit", **where)
    assert "Het logboek klopt" in manage(engine.reader_url, "verify_audit", **where).stdout
    place = "(SELECT event_id FROM audit_leaf ORDER BY position DESC LIMIT 1)"
    ask(
        engine.owner_url,
        f"SET session_replication_role = replica; UPDATE audit_event SET reason = 'x' WHERE id = {place}",
    )
    done = manage(engine.reader_url, "verify_audit", **where)
    assert done.returncode != 0
    assert "de regel is veranderd" in done.stderr
    middle = "(SELECT event_id FROM audit_leaf ORDER BY position OFFSET 2 LIMIT 1)"
    ask(engine.owner_url, f"SET session_replication_role = replica; DELETE FROM audit_event WHERE id = {middle}")
    assert "plaats 2, regel" in manage(engine.reader_url, "verify_audit", **where).stderr
