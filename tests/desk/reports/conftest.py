"""What the tests of report pages share: a clock that stands still, and a reporter whose words are easy to find."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import stories

NEEDLES = ["Naaldenoog", "Naaldschool", "Naaldmentor", "010 999 88 77", "naald@voorbeeld.test", "Naaldstraat"]


@pytest.fixture
def clock(at):
    """The desk's clock stands at 14:06 on Monday 23 November 2026."""
    with time_machine.travel(at, tick=False):
        yield at


@pytest.fixture
def needle_reporter(at):
    """A shielded teacher; each identity column holds a word that stands nowhere else."""
    return {
        **stories.TEACHER,
        **stories.shield_until(at),
        "name": NEEDLES[0],
        "organisation": NEEDLES[1],
        "function": NEEDLES[2],
        "phone": NEEDLES[3],
        "email": NEEDLES[4],
        "postal_address": NEEDLES[5],
    }


@pytest.fixture
def queries():
    """Count what a page asks of the tables; the marks of a transaction and a rule that is only computed read none."""

    def count(page) -> int:
        with CaptureQueriesContext(connection) as asked:
            page()
        marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", 'SELECT 1 AS "_check"')
        return sum(not query["sql"].startswith(marks) for query in asked.captured_queries)

    return count
