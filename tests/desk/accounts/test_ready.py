"""A question that was put together once says for every colleague and every page what a fresh one says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.accounts import ready
from desk.accounts.ready import ask, records
from desk.reports.models import Report
from tests import stories

pytestmark = pytest.mark.django_db


def _reports_of(user, number: str, *since) -> QuerySet:
    rows = Report.objects.visible_to(user).select_related("owner", "team").filter(number=number)
    return rows.filter(received_at__gt=since[0]).annotate(mark=Value(True)) if since else rows


def _numbers(user, day) -> QuerySet:
    return Report.objects.visible_to(user).filter(assess_by__gt=day).order_by("pk").values_list("number", "owner")


@pytest.fixture
def two(noor):
    return [stories.a_report(by=noor, at=timezone.now()) for _ in range(2)]


def test_each_colleague_gets_their_own_answer_from_the_same_statement(two, noor, tariq, saskia, samir):
    for user in (noor, tariq, saskia, samir, noor):
        for report in two:
            assert records(_reports_of, user, report.number) == list(_reports_of(user, report.number))


def test_what_comes_along_is_there_without_another_question(two, noor):
    before = timezone.now() - timedelta(days=40)
    records(_reports_of, noor, two[0].number, before)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        [report] = records(_reports_of, noor, two[1].number, before)
        assert (report.owner.display_name, report.team, report.mark) == (noor.display_name, noor.team, True)
    assert len(asked) == 1
    assert records(_reports_of, noor, two[1].number, timezone.now() + timedelta(days=400)) == []


def test_a_day_is_passed_on(two, noor):
    day = two[0].assess_by
    assert ask(_numbers, noor, day - timedelta(days=1)) == list(_numbers(noor, day - timedelta(days=1)))
    assert ask(_numbers, noor, day) == []


def test_who_sees_nothing_asks_nothing(two, samir):
    records(_reports_of, samir, two[0].number)
    with CaptureQueriesContext(connection) as asked:
        assert records(_reports_of, samir, two[0].number) == []
        assert ask(_numbers, samir, timezone.localdate()) == []
    assert not asked.captured_queries


def test_what_changes_what_is_given_is_found_out_at_once(noor):
    def _alike(user, words: str) -> QuerySet:
        return Report.objects.filter(title__contains=words)

    with pytest.raises(LookupError, match="_alike"):
        records(_alike, noor, "jas")


def test_a_text_of_the_shape_of_a_stand_in_is_a_text(two, noor):
    assert records(_reports_of, noor, "\x1f0\x1f") == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans")
def test_what_is_the_same_for_everybody_stands_in_the_statement_and_nothing_else_does(noor):
    """A plan that is kept knows how few rows have a status, and holds nothing that was given."""

    def _kept(user, number: str) -> QuerySet:
        rows = Report.objects.filter(team=user.team_id, number=number, status="intake", title="100% 's avonds %s")
        return rows.values_list("number")

    with CaptureQueriesContext(connection) as asked:
        assert ask(_kept, noor, "M-2026-778899") == []
    ready_made = next(made for (build, *_), made in ready._BUILT.items() if build is _kept)
    assert "'intake'" in ready_made.sql
    assert "'100%% ''s avonds %%s'" in ready_made.sql
    assert len(ready_made.params) == 2
    assert "M-2026-778899" not in ready_made.sql
    assert len(asked) == 1


def test_it_is_put_together_once(two, noor, monkeypatch):
    records(_reports_of, noor, two[0].number)
    monkeypatch.setattr(ready, "_built", None)
    assert records(_reports_of, noor, two[1].number) == [two[1]]
