"""A report that Eva sent through the portal, and the same one from somebody whose name stays inside."""

import pytest

from desk.contact.models import Message
from desk.reports.actions import take_over
from desk.reports.models import Report
from meldcode.receipts import Receipt
from tests import contact_stories, portal_answers
from tests.acts_of_reporting import sent_by_eva
from tests.playing import Cast
from tests.stories import fresh


@pytest.fixture
def receipt(ada, at, north) -> Receipt:
    return sent_by_eva(Cast(ada=ada, at=at, north=north))[1]


@pytest.fixture
def shielded(ada, at, north) -> Receipt:
    return sent_by_eva(Cast(ada=ada, at=at, north=north), openness=portal_answers.SHIELDED)[1]


@pytest.fixture
def report(receipt) -> Report:
    return receipt.report


@pytest.fixture
def question(noor, at, report) -> Message:
    return contact_stories.asked(by=noor, at=at, report=report)


@pytest.fixture
def decided(noor, joke, at, report) -> Report:
    """Handed over."""
    return contact_stories.decided(report, by=noor, second=joke, at=at)


@pytest.fixture
def taken(noor, at, report) -> Report:
    """A colleague works on it."""
    take_over(by=noor, at=at, report=report, version=report.version)
    return fresh(report)
