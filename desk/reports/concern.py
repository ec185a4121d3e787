"""What is done with the worries of a report: passages, signals, and internal notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.reports import case_rules
from desk.reports.access.standing import way_in
from desk.reports.actions import report_is_in_hand, reporter_of
from desk.reports.choices import Seen
from desk.reports.models import CaseFile, Note, Observation, Passage, Report
from desk.reports.permissions import may_change
from desk.rulebook import answer, lock, tidied, tidy

_TRAFFICKING = ("trafficking", "trafficking_kinds", "labour_sectors")


@trail.act("concern_saved")
def save_passages(*, by: User, at: datetime, report: Report, version: int, passages: list[dict[str, Any]]) -> Report:
    """Replace the passages of a report in hand by `passages` (columns of Passage each).

    Raises PermissionDenied, Stale, Refused, ValidationError (a fact without a source, an empty passage).
    """
    current = _for_change(report, version, by=by)
    rows = [Passage(report=current, **tidied(answers)) for answers in passages]
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
    rows = [Observation(report=current, **tidied(told)) for told in observations]
    case_rules.each_signal_is_answered_once([(row.list, row.code) for row in rows])
    # First away with the old answers: the new ones would be taken for a second answer to the same signal.
    current.observations.all().delete()
    for row in rows:
        row.full_clean()
    Observation.objects.bulk_create(rows)
    answer(current, answers, _TRAFFICKING)
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
    current.request = tidy(request)
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
    # One after the other: the same form, sent twice at the very same moment, is one note.
    CaseFile.objects.select_for_update().get(pk=case_file.pk)
    note = Note.objects.filter(submission=submission, case_file=case_file).first()
    if note is None:
        note = Note(case_file=case_file, text=tidy(text), by=by, at=at, submission=submission)
        note.full_clean()
        note.save(force_insert=True)
        trail.record("note_added", by=by, at=at, subject=case_file)
    else:
        trail.record("case_file_read", by=by, at=at, subject=case_file, detail=way_in(by, case_file))
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
