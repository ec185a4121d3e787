"""The bar of the trail: any of two hundred rows rewritten in any way is found, and an untouched trail is whole."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.audit import trail
from desk.audit.check import check
from desk.audit.models import Event, Leaf
from desk.audit.sealing.seal import seal
from desk.audit.sealing.sweep import sweep
from desk.audit.verifier.rows import EVENT, leaves
from desk.reports import actions as reports
from tests import stories
from tests.desk.audit.conftest import as_owner
from tests.desk.audit.tamper import Run, Undone, found, key
from tests.desk.audit.test_histories import forgotten

pytestmark = pytest.mark.django_db


def test_every_column_of_every_row_is_found(sealed):
    for row in leaves():
        assert row.trouble() == ""
        for at_column in range(len(EVENT)):
            for other in ("anders", None):
                event = list(row.event)
                event[at_column] = other
                assert row._replace(event=event).trouble() or event == list(row.event)
        for field in ("covers", "salt", "recorded_at", "digest", "stamped"):
            assert row._replace(**{field: "0" * 64}).trouble(), field


def deleted(run: Run, row: Leaf, _next: Leaf) -> None:
    run(f"DELETE FROM audit_event WHERE {key('id', row.event_id.hex)}")


def doubled(run: Run, row: Leaf, _next: Leaf) -> None:
    new = "f" * 32
    columns = [field.column for field in Event._meta.fields]
    values = ", ".join(f"'{new}'" if column == "id" else column for column in columns)
    old = key("id", row.event_id.hex)
    run(f"INSERT INTO audit_event ({', '.join(columns)}) SELECT {values} FROM audit_event WHERE {old}")


def swapped(run: Run, row: Leaf, other: Leaf) -> None:
    for old, new in ((row.position, 999), (other.position, row.position), (999, other.position)):
        run(f"UPDATE audit_leaf SET position = {new} WHERE position = {old}")


def cut_off(run: Run, row: Leaf, _next: Leaf) -> None:
    run(f"DELETE FROM audit_leaf WHERE position >= {row.position}")


@pytest.mark.parametrize("tamper", [deleted, doubled, swapped, cut_off])
def test_every_row_deleted_doubled_swapped_or_cut_off_is_found(sealed, at, tamper: Callable[..., None]):
    rows = list(Leaf.objects.order_by("position"))
    assert len(rows) == 200
    with as_owner() as run:
        for row, other in zip(rows, [*rows[1:], rows[0]], strict=True):
            try:
                with transaction.atomic():
                    tamper(run, row, other)
                    said = check(at=at).wrong
                    assert said, row.position
                    raise Undone
            except Undone:
                continue
        assert check(at=at).wrong == ""


def test_only_the_time_zone_or_the_unicode_form_changed_is_found_c06(sealed, at):
    row = Leaf.objects.get(position=3).event_id.hex
    composed, apart = "reden %% \u00e9\u00e9n", "replace(reason, '\u00e9', 'e\u0301')"
    assert Event.objects.filter(pk=row, reason__contains="\u00e9").exists(), composed
    assert found(at, lambda run: run(f"UPDATE audit_event SET reason = {apart} WHERE {key('id', row)}"))
    zones = ["'2026-11-23 14:06:00'", "'2026-11-23 15:06:00'"]
    zones += ["'2026-11-23 14:06:00+01:00'"] if connection.vendor == "sqlite" else []
    for zone in zones:
        assert found(at, lambda run, zone=zone: run(f"UPDATE audit_event SET at = {zone} WHERE {key('id', row)}"))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("told"), st.integers(1, 12)),
        st.tuples(st.just("sealed"), st.integers(0, 3_000)),
        st.tuples(st.just("swept"), st.integers(0, 3_000)),
        st.tuples(st.just("filed"), st.text(max_size=30)),
        st.tuples(st.just("changed"), st.text(max_size=30)),
        st.tuples(st.just("forgotten"), st.none()),
        st.tuples(st.just("refused"), st.text(max_size=80)),
    ),
    max_size=12,
)


class Living:
    """A desk that does what it is told, a step at a time."""

    def __init__(self, noor: Any, at: Any, told: Callable[..., None]) -> None:
        self.noor, self.at, self.tell = noor, at, told
        self.report = stories.a_report(by=noor, at=at)

    def told(self, times: int) -> None:
        self.tell(times, at=self.at)

    def sealed(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        seal(at=self.at)

    def swept(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        sweep(at=self.at)

    def filed(self, _: str) -> None:
        self.report = stories.a_report(by=self.noor, at=self.at)

    def changed(self, words: str) -> None:
        report = stories.fresh(self.report)
        words = "".join(word for word in words if word.isprintable() and not word.isalpha())
        reports.change_report(by=self.noor, at=self.at, report=report, version=report.version, request=words)

    def forgotten(self, _: None) -> None:
        forgotten(by=self.noor, at=self.at, report=self.report)

    def refused(self, words: str) -> None:
        words = words.replace("\x00", "")
        trail.record("report_read", by=self.noor, at=self.at, reason=words, outcome="refused", rule="not_permitted")


def test_an_untouched_trail_raises_no_alarm(place, noor, at, told):
    @given(STEPS)
    @settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
    def live(steps: list[tuple[str, Any]]) -> None:
        try:
            with transaction.atomic():
                desk = Living(noor, at, told)
                for step, given_with in steps:
                    getattr(desk, step)(given_with)
                desk.swept(1)
                assert check(at=desk.at).wrong == ""
                raise Undone
        except Undone:
            for note in place.glob("heads/*/*.note"):
                note.unlink()

    live()
