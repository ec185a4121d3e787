"""What the worker does: twice or late, it ends the same."""

from datetime import timedelta

import pytest

from desk.audit.models import Event
from desk.reports import typed
from desk.reports.drafts import Draft
from desk.reports.tasks import flag_overdue, purge_drafts
from tests import stories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)


def test_a_late_report_is_flagged_once(noor, at):
    late = stories.taken_in(by=noor, at=at - 12 * DAY)
    in_time = stories.taken_in(by=noor, at=at)
    assert [flag_overdue(), flag_overdue()] == [1, 0]
    assert stories.fresh(late).overdue_since == late.assess_by
    assert stories.fresh(in_time).overdue_since is None
    event = Event.objects.get(act="report_overdue")
    assert (event.actor_name, event.subject) == ("Het systeem", late.number)


def test_a_report_is_in_time_on_its_last_day(noor, at):
    report = stories.taken_in(by=noor, at=at - 7 * DAY)
    assert report.assess_by == at.date()
    assert flag_overdue() == 0


def test_a_decided_report_is_not_flagged(noor, joke, at):
    stories.confirmed(by=noor, second=joke, at=at - 12 * DAY)
    assert flag_overdue() == 0


def test_a_flag_changes_nothing_else(noor, at):
    report = stories.taken_in(by=noor, at=at - 12 * DAY)
    flag_overdue()
    after = stories.fresh(report)
    assert (after.status, after.owner, after.version) == (report.status, report.owner, report.version)


def test_drafts_past_their_days_are_purged_once(noor, at):
    typed.keep_draft(by=noor, at=at - 8 * DAY, form="oud", fields={"title": ["x"]})
    typed.keep_draft(by=noor, at=at, form="nieuw", fields={"title": ["y"]})
    assert [purge_drafts(), purge_drafts()] == [1, 0]
    assert [draft.form for draft in Draft.objects.all()] == ["nieuw"]
