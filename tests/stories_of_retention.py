"""A file whose term is over, proposed to go, kept or gone."""

from datetime import datetime, timedelta
from typing import Any

from desk.accounts.models import User
from desk.reports.models import CaseFile
from desk.retention import actions
from desk.retention.models import Destruction
from tests import stories


def an_old_file(*, by: User, second: User, at: datetime) -> CaseFile:
    """Closed twenty-one years before `at`, because there was no unsafety."""
    then = at - timedelta(days=21 * 366)
    decision = stories.confirmed(by=by, second=second, at=then, **stories.answers_no())
    return CaseFile.objects.get(pk=decision.report.case_file_id)


def proposed_to_go(*, by: User, at: datetime, case_file: CaseFile, **other: Any) -> Destruction:
    """The persons concerned were warned a month before."""
    told = {"warned": "yes", "warned_on": at.date() - timedelta(days=30), **other}
    return actions.propose_destruction(by=by, at=at, case_numbers=[case_file.number], **told)[0]
