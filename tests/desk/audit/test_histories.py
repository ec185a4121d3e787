"""Each row of a history belongs to the event of its act: changed, removed, added or swapped, it is found (P10)."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from desk.assessment.models import Assessment
from desk.audit import trail
from desk.audit.baseline import tie_all
from desk.audit.check import check
from desk.audit.histories import columns_of, forget_history
from desk.audit.models import Destroyed, Event, Shape, Tie
from desk.audit.sealing.seal import seal
from desk.reports.models import Report
from tests import stories
from tests.desk.audit.conftest import as_owner
from tests.desk.audit.tamper import Run, found

pytestmark = pytest.mark.django_db
REPORTS, ASSESSMENTS = (model.history.model._meta.db_table for model in (Report, Assessment))
ROWS = {REPORTS: Report.history.model, ASSESSMENTS: Assessment.history.model}


@pytest.fixture
def lived(place, noor, joke, at):
    """A report that was decided by two people, and one that was begun; sealed."""
    stories.confirmed(by=noor, second=joke, at=at)
    stories.a_report(by=noor, at=at)
    seal(at=at)
    return place


@trail.act("report_changed")
def forgotten(*, by: Any, at: Any, report: Report) -> None:
    """Retention: the history of a report goes."""
    forget_history(report)
    trail.record("report_changed", by=by, at=at, subject=report)


def numbers(source: str) -> list[int]:
    return list(ROWS[source].objects.order_by("history_id").values_list("history_id", flat=True))


def test_every_row_of_a_history_is_tied_to_an_event_of_its_act(lived, at):
    told = set(Tie.objects.values_list("source", "number"))
    assert told == {(source, number) for source in ROWS for number in numbers(source)}
    acts = set(Event.objects.exclude(covers="").values_list("act", flat=True))
    assert {"report_filed", "report_taken_in", "assessment_started", "decision_confirmed"} <= acts
    assert check(at=at).wrong == ""


@pytest.mark.parametrize("source", ROWS)
def test_a_changed_column_of_any_row_is_found_and_the_row_is_named(lived, at, source):
    for column in [*columns_of(source), "history_salt"]:
        field = next(field for field in ROWS[source]._meta.concrete_fields if field.column == column)
        for number in numbers(source)[::3]:
            row = ROWS[source].objects.get(history_id=number)
            value = getattr(row, field.attname)
            held = field.get_db_prep_save(other(field, value), connection)
            change = f'UPDATE {source} SET "{column}" = %s WHERE history_id = {number}'
            said = found(at, lambda run, change=change, held=held: run(change, held))
            assert said.startswith("plaats "), (column, said)
            assert f"rij {number} van {source} is " in said


def other(field: Any, value: Any) -> Any:
    """Another value that the column takes."""
    kind = field.get_internal_type()
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple | dict):
        return 2**40 if isinstance(value, tuple) else {"local_field": "Anders"} | {"x": str(value)}
    if field.name == "history_user":
        return None
    others = {"DateField": datetime(2020, 1, 1, tzinfo=UTC).date(), "UUIDField": uuid4()}
    others["DateTimeField"] = datetime(2020, 1, 1, tzinfo=UTC)
    return others.get(kind, (value or 0) + 1000 if isinstance(value, int | None) else "+" if value == "~" else "~")


@pytest.mark.parametrize("source", ROWS)
def test_a_removed_row_is_found(lived, at, source):
    for number in numbers(source):
        said = found(at, lambda run, number=number: run(f"DELETE FROM {source} WHERE history_id = {number}"))
        assert said.endswith(f"rij {number} van {source} is weg")


@pytest.mark.parametrize("source", ROWS)
def test_an_added_row_is_found(lived, at, source):
    columns = [*columns_of(source), "history_salt"]
    values = ["history_id + 1000" if column == "history_id" else f'"{column}"' for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    number = numbers(source)[0]

    def tamper(run: Run) -> None:
        run(f"INSERT INTO {source} ({names}) SELECT {', '.join(values)} FROM {source} WHERE history_id = {number}")

    assert found(at, tamper) == f"rij {number + 1000} van {source}: geen regel spreekt ervan"


@pytest.mark.parametrize("source", ROWS)
def test_two_rows_that_change_places_are_found(lived, at, source):
    one, two, *_ = numbers(source)

    def tamper(run: Run) -> None:
        for old, new in ((one, 9999), (two, one), (9999, two)):
            run(f"UPDATE {source} SET history_id = {new} WHERE history_id = {old}")

    assert f"van {source} is veranderd" in found(at, tamper)


def test_a_row_saved_outside_an_act_is_found(lived, noor, at):
    report = Report.objects.first()
    report._history_user = noor
    report.save()
    assert check(at=at).wrong.endswith("geen regel spreekt ervan")


TIES = {
    "digest": "'0'",
    "shape": "'0'",
    "source": "'audit_event'",
    "number": "number + 1000",
    "event_id": f"'{uuid4().hex}'",
}


@pytest.mark.parametrize("column", TIES)
def test_a_changed_tie_is_found(lived, at, column):
    for key in Tie.objects.values_list("pk", flat=True)[::3]:
        assert found(at, lambda run, k=key: run(f"UPDATE audit_tie SET {column} = {TIES[column]} WHERE id = {k}"))


def test_a_row_removed_with_its_tie_is_found(lived, at):
    number = numbers(REPORTS)[1]

    def tamper(run: Run) -> None:
        run(f"DELETE FROM {REPORTS} WHERE history_id = {number}")
        run(f"DELETE FROM audit_tie WHERE source = '{REPORTS}' AND number = {number}")

    assert found(at, tamper).endswith("wat naast de regel ligt is veranderd")


def test_a_row_that_is_tied_again_is_found(lived, at):
    """A forger who knows how to salt and digest still has no event that speaks of it."""
    event = Event.objects.exclude(covers="").first().pk
    idle = Event.objects.filter(covers="").first()

    def tamper(run: Run, to: Any) -> None:
        run(f"DELETE FROM {REPORTS} WHERE history_id = {numbers(REPORTS)[0]}")
        Tie.objects.create(event_id=to, source=REPORTS, number=77, shape="0", digest="0")

    assert found(at, lambda run: tamper(run, event))
    assert idle is None or found(at, lambda run: tamper(run, idle.pk))


def test_other_columns_for_a_shape_are_found(lived, at):
    assert found(at, lambda run: run("UPDATE audit_shape SET columns = 'history_id'")).endswith("zijn veranderd")
    assert found(at, lambda run: run("DELETE FROM audit_shape"))


def test_a_history_that_gets_a_column_keeps_its_ties(lived, at):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
        cursor.execute(f"ALTER TABLE {REPORTS} ADD COLUMN later varchar(9) NOT NULL DEFAULT 'x'")
    assert Shape.objects.count() == 2
    assert check(at=at).wrong == ""


# ---- retention


def test_a_history_that_was_destroyed_by_an_act_is_no_alarm(lived, noor, at):
    report = Report.objects.order_by("pk").last()
    gone = list(report.history.values_list("history_id", flat=True))
    forgotten(by=noor, at=at, report=report)
    assert not report.history.exists()
    assert {(one.source, one.first) for one in Destroyed.objects.all()} == {(REPORTS, gone[0])}
    seal(at=at)
    assert check(at=at).wrong == ""


def test_a_history_that_was_destroyed_by_hand_is_found_whatever_is_written_beside_it(lived, at):
    number = numbers(REPORTS)[0]
    event = Event.objects.exclude(covers="").first().pk

    def tamper(run: Run, to: Any) -> None:
        run(f"DELETE FROM {REPORTS} WHERE history_id = {number}")
        if to:
            Destroyed.objects.create(event_id=to, source=REPORTS, first=0, last=99_999)

    for to in (None, event, "0" * 32):
        assert found(at, lambda run, to=to: tamper(run, to))


# ---- the writer


def test_what_was_undone_within_an_act_is_not_tied(place, noor, at):
    report = stories.a_report(by=noor, at=at)

    @trail.act("report_changed")
    def tries(*, by: Any, at: Any) -> None:
        try:
            with transaction.atomic():
                report.save()
                raise KeyError
        except KeyError:
            trail.record("report_changed", by=by, at=at, subject=report)

    tries(by=noor, at=at)
    assert Event.objects.latest("at").covers == "" or Tie.objects.count() == Report.history.count()
    seal(at=at)
    assert check(at=at).wrong == ""


def test_an_act_that_writes_a_history_after_its_event_is_undone(place, noor, at):
    report = stories.a_report(by=noor, at=at)

    @trail.act("report_changed")
    def late(*, by: Any, at: Any) -> None:
        trail.record("report_changed", by=by, at=at, subject=report)
        report.save()

    with pytest.raises(trail.Unrecorded):
        late(by=noor, at=at)
    assert Report.history.count() == Tie.objects.count() == 1


def test_an_act_that_only_reads_asks_nothing_more(noor, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        trail.record("report_listed", by=noor, at=at)


def test_which_columns_a_history_has_is_written_once(place, noor, at):
    def kept() -> int:
        with CaptureQueriesContext(connection) as asked:
            stories.a_report(by=noor, at=at)
        return sum("audit_shape" in query["sql"] and query["sql"].startswith("INSERT") for query in asked)

    assert (kept(), kept()) == (1, 0)
    with as_owner() as run:
        run("DELETE FROM audit_shape")
    assert kept() == 1


def test_rows_of_before_are_tied_as_they_lie(place, noor, joke, at):
    """The migration: one event takes them over, and from then on a change is found."""
    stories.confirmed(by=noor, second=joke, at=at)
    with as_owner() as run:
        run("DELETE FROM audit_tie")
        run("DELETE FROM audit_shape")
        run("UPDATE audit_event SET covers = ''")
        run("DELETE FROM audit_stamp")
        run("DELETE FROM audit_event")
    for source in ROWS:
        assert tie_all(apps, source) == len(numbers(source))
    seal(at=at)
    assert list(Event.objects.order_by("detail").values_list("act", "covers")) != []
    assert check(at=at).wrong == ""
    last = numbers(REPORTS)[-1]
    assert found(at, lambda run: run(f"UPDATE {REPORTS} SET title = 'x' WHERE history_id = {last}")).endswith(
        f"rij {last} van {REPORTS} is veranderd"
    )
    assert len({row.history_salt for row in Report.history.all()}) == len(numbers(REPORTS))


def test_a_history_without_rows_needs_no_event(place, at):
    assert tie_all(apps, REPORTS) == 0
    assert not Event.objects.exists()
