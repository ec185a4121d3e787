"""Loads a record for a page: what is behind the wall answers 404 and leaves an event; a reason may be asked first."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from desk.accounts.ready import Build, records
from desk.audit.door import behind_the_wall, turned_away
from desk.reports.access.door import ReasonNeeded
from desk.reports.access.standing import begins, keep_standing, with_standing
from desk.reports.models import CaseFile, Report
from desk.reports.permissions import is_within_sight, may_change, may_file_in, may_open


def report_or_404(user: Any, number: str) -> Report:
    """Return the report with this number when `user` may open it; ReasonNeeded when they first tell why."""
    report: Report = _found(_reports, user, number)
    let_in(user, report)
    return report


def report_to_change_or_404(user: Any, number: str) -> Report:
    """Return the report when `user` may change it; whoever may only read it gets PermissionDenied, recorded."""
    report = report_or_404(user, number)
    if not may_change(user, report):
        turned_away(user, report)
        raise PermissionDenied
    return report


def case_file_or_404(user: Any, number: str) -> CaseFile:
    """Return the case file with this number when `user` may open it; ReasonNeeded when they first tell why."""
    case_file = _case_file(user, number)
    let_in(user, case_file)
    return case_file


def case_file_to_file_in_or_404(user: Any, number: str) -> CaseFile:
    """Return the case file with this number when `user` may add a report to it; nothing of it is shown."""
    case_file = _case_file(user, number)
    if not may_file_in(user, case_file):
        raise behind_the_wall(user, case_file)
    return case_file


def let_in(user: Any, record: Report | CaseFile) -> None:
    """Raise ReasonNeeded for a record within sight of `user` that they do not work on, Http404 for all others."""
    if may_open(user, record):
        return
    if is_within_sight(user, record):
        raise ReasonNeeded(record.number)
    raise behind_the_wall(user, record)


def _case_file(user: Any, number: str) -> CaseFile:
    case_file: CaseFile = _found(_case_files, user, number)
    return case_file


def _found(build: Build, user: Any, number: str) -> Any:
    record = next(iter(records(build, user, number, *begins())), None)
    if record is None:
        raise Http404
    keep_standing(record, user, record)
    return record


def _reports(user: Any, number: str, *since: datetime) -> QuerySet[Report]:
    rows = Report.objects.select_related("case_file", "team", "owner", "municipality").filter(number=number)
    return with_standing(rows, user, "case_file", since)


def _case_files(user: Any, number: str, *since: datetime) -> QuerySet[CaseFile]:
    return with_standing(CaseFile.objects.select_related("team").filter(number=number), user, "pk", since)
