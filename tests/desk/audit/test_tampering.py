"""Whoever owns the database may write what they like: the check finds it, and names the first wrong row (P10).

Each way of rewriting is tried on a sealed trail of two hundred events with the triggers off, and undone again.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.audit.check import check
from desk.audit.models import Event, Head, Leaf, Stamp
from desk.audit.sealing.seal import seal
from desk.audit.verifier.rows import EVENT, leaves
from tests.desk.audit.conftest import NOW, as_owner
from tests.desk.audit.tamper import Run, at_place, found, key

pytestmark = pytest.mark.django_db
OTHER = {
    "id": lambda row: f"'{uuid4().hex}'",
    "day": lambda row: "'2020-01-01'",
    "at": lambda row: "'2020-01-01 10:00:00'",
    "outcome": lambda row: "'refused'",
    "actor_id": lambda row: "actor_id + 1",
    "subject_kind": lambda row: "'report'",
}
SOME = [0, 1, 57, 120, 179]


def test_an_untouched_trail_is_whole(sealed, at):
    assert check(at=at).wrong == ""
    assert (Event.objects.count(), Leaf.objects.count(), Head.objects.count()) == (200, 200, 5)


@pytest.mark.parametrize("column", EVENT)
def test_a_changed_column_is_found_and_the_row_is_named(sealed, at, column):
    other = OTHER.get(column, lambda row: "'anders'")
    for place in SOME:
        event = at_place(place)
        change = f"UPDATE audit_event SET {column} = {other(place)} WHERE {key('id', event)}"
        assert found(at, lambda run, change=change: run(change)).startswith(f"plaats {place}, regel {event}: ")


def test_any_letter_of_any_column_of_any_row_is_found(sealed, at):
    """Flip one character of one column: what was read is what was signed, to the letter."""
    rows = list(leaves())

    @given(st.integers(0, 199), st.sampled_from(EVENT), st.integers(0, 500), st.characters(codec="utf-8"))
    @settings(deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))
    def flip(place, column, at_letter, letter):
        row = rows[place]
        event = list(row.event)
        text = event[EVENT.index(column)] or ""
        at_letter = at_letter % (len(text) + 1)
        event[EVENT.index(column)] = text[:at_letter] + letter + text[at_letter + 1 :]
        changed = row._replace(event=event)
        assert row.trouble() == ""
        assert bool(changed.trouble()) == (event != list(row.event))

    flip()


STAMPS = {
    "recorded_at": "'2020-01-01 10:00:00'",
    "salt": "'00'",
    "digest": f"'{'0' * 64}'",
    "event_id": f"'{uuid4().hex}'",
}


@pytest.mark.parametrize("column", STAMPS)
def test_a_changed_stamp_is_found(sealed, at, column):
    for place in SOME:
        event = at_place(place)
        change = f"UPDATE audit_stamp SET {column} = {STAMPS[column]} WHERE {key('event_id', event)}"
        assert found(at, lambda run, change=change: run(change)).startswith(f"plaats {place}, regel {event}: ")


LEAVES = {"position": "1000", "digest": f"'{'0' * 64}'", "event_id": f"'{uuid4().hex}'"}


@pytest.mark.parametrize("column", LEAVES)
def test_a_changed_leaf_is_found(sealed, at, column):
    for place in SOME:
        change = f"UPDATE audit_leaf SET {column} = {LEAVES[column]} WHERE position = {place}"
        assert found(at, lambda run, change=change: run(change)).startswith(f"plaats {place}")


def removed(place: int) -> Callable[[Run], None]:
    event = at_place(place)

    def tamper(run: Run) -> None:
        run(f"DELETE FROM audit_leaf WHERE position = {place}")
        run(f"DELETE FROM audit_stamp WHERE {key('event_id', event)}")
        run(f"DELETE FROM audit_event WHERE {key('id', event)}")

    return tamper


def test_a_removed_row_is_found(sealed, at):
    for place in SOME:
        assert found(at, removed(place)) == f"plaats {place}: een regel ontbreekt"
    for place in SOME:
        event = at_place(place)
        gone = f"DELETE FROM audit_event WHERE {key('id', event)}"
        assert found(at, lambda run, gone=gone: run(gone)) == f"plaats {place}, regel {event}: de regel is weg"


def test_a_middle_row_removed_with_all_that_follows_moved_up_is_found(sealed, at):
    def tamper(run: Run) -> None:
        removed(57)(run)
        run("UPDATE audit_leaf SET position = position + 1000 WHERE position > 57")
        run("UPDATE audit_leaf SET position = position - 1001 WHERE position > 1000")

    assert "herschreven" in found(at, tamper)


def copied(run: Run, event: str, **changed: str) -> str:
    new = uuid4().hex
    columns = [field.column for field in Event._meta.fields]
    values = ", ".join(f"'{new}'" if c == "id" else changed.get(c, c) for c in columns)
    run(f"INSERT INTO audit_event ({', '.join(columns)}) SELECT {values} FROM audit_event WHERE {key('id', event)}")
    return new


def test_an_added_row_is_found(sealed, at):
    """Past the triggers it has no stamp; with a stamp of its own, of long ago, it has no place."""
    assert found(at, lambda run: copied(run, at_place(3))).endswith("een regel zonder stempel")

    def with_a_stamp(run: Run) -> None:
        new = copied(run, at_place(3))
        run(f"INSERT INTO audit_stamp VALUES ('{new}', '2020-01-01 10:00:00', 'x', '{'0' * 64}')")

    assert found(at, with_a_stamp).endswith("een regel die later is toegevoegd")


def test_a_row_that_is_there_twice_is_found(sealed, at):
    def tamper(run: Run) -> None:
        new = copied(run, at_place(3))
        run(
            f"INSERT INTO audit_stamp SELECT '{new}', recorded_at, salt, digest FROM audit_stamp "
            f"WHERE {key('event_id', at_place(3))}"
        )
        run(f"INSERT INTO audit_leaf SELECT 200, '{new}', digest FROM audit_leaf WHERE position = 3")

    assert found(at, tamper).startswith("plaats 200, regel ")


def test_two_rows_that_change_places_are_found(sealed, at):
    def places(run: Run) -> None:
        run("UPDATE audit_leaf SET position = 999 WHERE position = 20")
        run("UPDATE audit_leaf SET position = 20 WHERE position = 21")
        run("UPDATE audit_leaf SET position = 21 WHERE position = 999")

    def reasons(run: Run) -> None:
        one, two = (Event.objects.get(pk=at_place(place)) for place in (20, 21))
        assert one.reason != two.reason
        run("UPDATE audit_event SET reason = %s WHERE " + key("id", one.pk.hex), two.reason)
        run("UPDATE audit_event SET reason = %s WHERE " + key("id", two.pk.hex), one.reason)

    assert "herschreven" in found(at, places)
    assert found(at, reasons).startswith("plaats 20")


def test_a_tail_that_is_cut_off_is_found(sealed, at):
    def rows(run: Run) -> None:
        run("DELETE FROM audit_leaf WHERE position >= 190")

    def heads_as_well(run: Run) -> None:
        """Back to the state of an older head, in all tables: only the anchor knows better."""
        cut = Head.objects.order_by("number")[1]
        run(f"DELETE FROM audit_kept WHERE head_id > {cut.number}")
        run(f"DELETE FROM audit_head WHERE number > {cut.number}")
        run(f"DELETE FROM audit_leaf WHERE position >= {cut.size}")
        kept = "(SELECT event_id FROM audit_leaf)"
        run(f"DELETE FROM audit_stamp WHERE event_id NOT IN {kept}")
        run(f"DELETE FROM audit_event WHERE id NOT IN {kept}")

    assert found(at, rows).startswith("plaats 190: het einde ontbreekt")
    assert "ligt op de veilige plek en is uit de database weg" in found(at, heads_as_well)


def test_an_event_written_while_the_trigger_was_off_is_found(sealed, at):
    """C02: switched off, an event comes in without its stamp."""
    assert found(at, lambda run: copied(run, at_place(1))).endswith("een regel zonder stempel")


def test_the_command_ends_with_an_error_and_names_the_row(sealed, at, capsys):
    seal(at=timezone.now())
    call_command("verify_audit")
    assert "200 regels nagekeken" in capsys.readouterr().out
    with as_owner() as run:
        run(f"UPDATE audit_event SET reason = 'x' WHERE {key('id', at_place(120))}")
    with pytest.raises(CommandError, match="plaats 120, regel"):
        call_command("verify_audit")


def test_the_check_says_so_when_it_cannot_read_the_key_or_the_anchor(sealed, at, settings):
    (sealed / "trail.key.pub").write_text("meldesk+00000000+AAAA")
    assert "niet te lezen" in check(at=at).wrong
    settings.AUDIT_PUBLIC_KEY_FILE = sealed / "not-there"
    assert "niet te lezen" in check(at=at).wrong


def test_a_stamp_is_made_by_the_database_whatever_is_written(place, told, at):
    """C05: no road in gives an event another clock or digest; there is no column for it."""
    assert {"recorded_at", "salt", "digest"}.isdisjoint({field.column for field in Event._meta.fields})
    Event.objects.bulk_create([Event(day=at.date(), at=at, act="signed_in", actor_name="Noor B.")])
    stamp = Stamp.objects.get()
    assert len(stamp.salt) == len(stamp.digest) == 64
    assert abs(stamp.recorded_at - timezone.now()) < timedelta(minutes=5)
    seal(at=at)
    assert check(at=at).wrong == ""


def test_truncate_is_refused(sealed):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE: its DELETE is refused row by row")
    for table in ("audit_event", "audit_leaf", "audit_head"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{NOW}; TRUNCATE {table} CASCADE")
