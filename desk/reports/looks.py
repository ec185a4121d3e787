"""Who opened a report: for whoever works on it, and for the lead of the team. Looking at that is an event too."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.choices import Outcome
from desk.audit.models import Event
from desk.audit.reading import looks_at
from desk.reports.models import Report, Wall
from desk.reports.permissions import may_see_looks

MOST = 100


@trail.act("looks_read")
def read_looks(*, by: User, at: datetime, report: Report) -> list[Event]:
    """Return the last hundred times that somebody saw the report or its file, newest first; refused ones as well.

    Raises PermissionDenied for whoever does not work on it and does not lead its team.
    """
    if not may_see_looks(by, report):
        raise PermissionDenied
    trail.record("looks_read", by=by, at=at, subject=report)
    # Who is kept out by a wall and tried is for the two who know the wall: here it would tell of it.
    walled = Wall.objects.filter(case_file=report.case_file_id, lifted_at__isnull=True)
    unknown_to = walled.exclude(put_by=by).exclude(known_by=by).values_list("worker", flat=True)
    seen = looks_at([report.number, report.case_file.number])
    return list(seen.exclude(outcome=Outcome.REFUSED, actor_id__in=list(unknown_to))[:MOST])
