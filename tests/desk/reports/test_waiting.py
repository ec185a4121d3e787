"""Shields that wait: on the work list of a lead who did not ask, and not of what was withdrawn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.reports.models import Report
from desk.reports.waiting import secrecy_waiting, waiting_for
from desk.review.queue import how_many
from tests import stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shielded(noor, joke, bram, at) -> dict[str, Report]:
    """What noor asked and withdrew, what she asked, what the lead asked, and what another team asked."""
    reports = {
        name: stories.a_report(by=who, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
        for name, who in (("withdrawn", noor), ("asked", noor), ("own", joke), ("elsewhere", bram))
    }
    stories.withdrawn(by=noor, at=at, report=reports["withdrawn"])
    return reports


def test_a_lead_decides_on_what_others_of_the_team_asked(shielded, joke, els):
    asked, own = shielded["asked"], shielded["own"]
    assert [row.report for row in secrecy_waiting(joke)] == [asked]
    assert {row.report for row in secrecy_waiting(els)} == {asked, own}
    assert set(waiting_for(joke)) == {asked, own}  # the own one because it is the lead's own work
    assert set(waiting_for(els)) == {asked, own}
    assert (how_many(joke).reviews, how_many(els).reviews) == (1, 2)


def test_a_sealed_file_waits_for_nobody_who_is_not_named(shielded, noor, joke, els, at):
    stories.sealed(by=joke, at=at, case_file=shielded["asked"].case_file, people=[noor, joke])
    assert [row.report for row in secrecy_waiting(els)] == [shielded["own"]]
    assert set(waiting_for(els)) == {shielded["own"]}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the plan of PostgreSQL")
def test_they_are_counted_from_their_index_alone(shielded, els):
    """Twice: for the work list, and for what must be decided."""
    with CaptureQueriesContext(connection) as asked:
        how_many(els)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert plan.count("Index Only Scan using reporter_asked on reports_reporter") == 2
    assert plan.count("reports_reporter") == 2
