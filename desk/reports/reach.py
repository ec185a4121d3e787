"""Loads a record for a page: what is behind the wall answers 404 and leaves an event."""

from typing import Any

from django.shortcuts import get_object_or_404

from desk.audit.door import behind_the_wall
from desk.reports.models import CaseFile, Report
from desk.reports.permissions import may_open


def report_or_404(user: Any, number: str) -> Report:
    """Return the report with this number when `user` may open it."""
    reports = Report.objects.select_related("case_file", "team__region", "owner", "municipality")
    report: Report = get_object_or_404(reports, number=number)
    if not may_open(user, report):
        raise behind_the_wall(user, report)
    return report


def case_file_or_404(user: Any, number: str) -> CaseFile:
    """Return the case file with this number when `user` may open it."""
    case_file: CaseFile = get_object_or_404(CaseFile.objects.select_related("team__region"), number=number)
    if not may_open(user, case_file):
        raise behind_the_wall(user, case_file)
    return case_file
