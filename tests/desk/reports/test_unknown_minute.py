"""Of an unknown reporter the minute of the call is not kept."""

from datetime import timedelta

import pytest

from tests import stories

pytestmark = pytest.mark.django_db


def test_the_minute_of_an_unknown_caller_is_not_kept(noor, at):
    called = at - timedelta(minutes=17)
    unknown = stories.a_report(by=noor, at=at, received_at=called, reporter=stories.UNKNOWN)
    known = stories.a_report(by=noor, at=at, received_at=called)
    assert stories.fresh(unknown).received_at == called.replace(minute=0)
    assert stories.fresh(known).received_at == called
