"""A report the desk makes itself says why; of an unknown reporter the minute of the call is not kept."""

from datetime import timedelta

import pytest

from desk.reports import actions
from tests import stories
from tests.depths import refused_at_three_depths

pytestmark = pytest.mark.django_db
OURS = {"kind": "ex_officio", "capacity": "P15", "disclosure": "open"}


def test_ex_officio_says_why(noor, at):
    report = stories.a_report(by=noor, at=at, reporter={**OURS, "ex_officio_reason": "Hij dreigde in een advies."})
    for nothing in ("", "   "):
        refused_at_three_depths(
            "ex_officio_says_why",
            actions.reporter_of(report),
            {"ex_officio_reason": nothing},
            lambda nothing=nothing: stories.a_report(by=noor, at=at, reporter={**OURS, "ex_officio_reason": nothing}),
        )


def test_the_minute_of_an_unknown_caller_is_not_kept(noor, at):
    called = at - timedelta(minutes=17)
    unknown = stories.a_report(by=noor, at=at, received_at=called, reporter=stories.UNKNOWN)
    known = stories.a_report(by=noor, at=at, received_at=called)
    assert stories.fresh(unknown).received_at == called.replace(minute=0)
    assert stories.fresh(known).received_at == called
