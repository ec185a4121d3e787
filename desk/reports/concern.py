"""What is done with the worries of a report: passages, signals, and internal notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.reports.actions import report_is_in_hand, reporter_of
from desk.reports.choices import Seen
from desk.reports.models import CaseFile, Note, Observation, Passage, Report
from desk.reports.permissions import may_change
from desk.rulebook import lock


@trail.act("concern_saved")
def save_passages(*, by: User, at: datetime, report: Report, version: int, passages: list[dict[str, Any]]) -> Report:
    """Replace the passages of a report in hand by `passages` (columns of Passage each).

    Raises PermissionDenied, Stale, Refused, ValidationError (a fact without a source, an empty passage).
    """
    current = _for_change(report, version, by=by)
    rows = [Passage(report=current, **answers) for answers in passages]
    for row in rows:
        row.full_clean()
    current.passages.all().delete()
    Passage.objects.bulk_create(rows)
    _touch(current, by=by)
    trail.record("concern_saved", by=by, at=at, subject=current, detail=f"{len(rows)} passages")
    return current


@trail.act("observations_saved")
def save_observations(
    *, by: User, at: datetime, report: Report, version: int, observations: list[dict[str, str]], **answers: Any
) -> Report:
    """Answer signals and risk factors (list, code, state, source each) and the kinds of trafficking in `answers`.

    Raises PermissionDenied, Stale, Refused, ValidationError (seen without a source, unknown code).
    """
    current = _for_change(report, version, by=by)
    rows = [Observation(report=current, **answer) for answer in observations]
    for row in rows:
        row.full_clean(validate_unique=False)
    current.observations.all().delete()
    Observation.objects.bulk_create(rows)
    for name, value in answers.items():
        setattr(current, name, value)
    _touch(current, by=by)
    seen = sum(row.state == Seen.SEEN for row in rows)
    trail.record("observations_saved", by=by, at=at, subject=current, detail=f"{seen} gezien")
    return current


@trail.act("report_changed")
def save_request(
    *,
    by: User,
    at: datetime,
    report: Report,
    version: int,
    request: str,
    wants_feedback: bool,
    stays_involved: bool,
) -> Report:
    """Write down what the reporter asks, and whether they want to hear of it. Nothing here tells who they are."""
    current = _for_change(report, version, by=by)
    current.request = request
    reporter = reporter_of(current)
    reporter.wants_feedback, reporter.stays_involved = wants_feedback, stays_involved
    reporter.full_clean()
    reporter.save(update_fields=["wants_feedback", "stays_involved"])
    _touch(current, by=by)
    trail.record("report_changed", by=by, at=at, subject=current, detail="request")
    return current


@trail.act("note_added")
def add_note(*, by: User, at: datetime, case_file: CaseFile, text: str, submission: UUID) -> Note:
    """Add an internal note; the same form sent twice is one note."""
    if not may_change(by, case_file):
        raise PermissionDenied
    note = Note.objects.filter(submission=submission, case_file=case_file).first()
    if note is None:
        note = Note(case_file=case_file, text=text, by=by, at=at, submission=submission)
        note.full_clean()
        note.save(force_insert=True)
    trail.record("note_added", by=by, at=at, subject=case_file)
    return note


def _for_change(report: Report, version: int, *, by: User) -> Report:
    if not may_change(by, report):
        raise PermissionDenied
    current = lock(report, version)
    report_is_in_hand(current)
    return current


def _touch(report: Report, *, by: User) -> None:
    report.full_clean()
    report._history_user = by
    report.save()
