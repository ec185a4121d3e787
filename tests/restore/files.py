"""A file of long ago, with a word of its own in it and a document."""

from datetime import datetime, timedelta

from desk.accounts.models import User
from tests import stories


def long_ago(*, by: User, second: User, at: datetime, word: str) -> str:
    """Closed twenty-one years before `at`. Out: its number."""
    then = at - timedelta(days=21 * 366)
    report = stories.taken_in(by=by, at=then, title=f"Zorgen, {word}")
    stories.an_attachment(by=by, at=then, report=report)
    decision = stories.confirmed(
        by=by, second=second, at=then, report=report, **stories.answers_no(explanation=f"Iedereen vertelt {word}.")
    )
    return decision.report.case_file.number
