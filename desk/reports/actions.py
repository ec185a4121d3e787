"""What is done with a report in the intake: file it, tell who reported, take it in, withdraw it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk import guard
from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import local_day
from desk.directory.public import of_the_directory
from desk.reports import case_rules, filing, rules
from desk.reports.access.consents import consent_of
from desk.reports.access.rules import shielded_reveal_needs_a_second
from desk.reports.access.standing import way_in
from desk.reports.choices import (
    IN_HAND,
    RUNNING,
    Answer,
    CaseStatus,
    Disclosure,
    Status,
)
from desk.reports.filing import ANSWERS, kept_moment, write
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.reports.numbers import wait_turn
from desk.reports.permissions import may_change, may_file_in, may_file_reports, may_open, may_reveal_reporter
from desk.reports.workflow import move
from desk.rulebook import Refused, answer, holds, lock, tidy


@trail.act("report_filed")
def file_report(
    *,
    by: User,
    at: datetime,
    submission: UUID,
    reporter: dict[str, Any],
    case_file: CaseFile | None = None,
    follows: CaseFile | None = None,
    **answers: Any,
) -> Report:
    """Store a report with its reporter; without `case_file` a new file is opened, which may follow a closed one.

    In: `submission` the key of the empty form (sent twice is one report), the columns of Reporter and of Report.
    Out: the report in the intake. Raises PermissionDenied, Refused (closed file, ground, stale), ValidationError.
    """
    if not may_file_reports(by) or any(file and not may_file_in(by, file) for file in (case_file, follows)):
        raise PermissionDenied
    wait_turn("M", local_day(at))
    answers["received_at"] = kept_moment(answers["received_at"], reporter.get("disclosure", ""))
    sent_before = Report.objects.filter(submission=submission)
    if sent_before.exists():
        return _sent_twice(sent_before.get(), answers, reporter, by=by, at=at)
    report = filing.filed(
        _file_for(case_file, follows, by=by, at=at),
        answers,
        reporter,
        submission=submission,
        owner=by,
        written_by=by,
        asked_by=by,
        at=at,
        is_new_file=case_file is None,
    )
    trail.record("report_filed", by=by, at=at, subject=report, detail=report.get_arrival_display())
    return report


@trail.act("report_changed")
def change_report(*, by: User, at: datetime, report: Report, version: int, **answers: Any) -> Report:
    """Change columns of a report in hand. Raises PermissionDenied, Stale, Refused, ValidationError."""
    if not may_change(by, report):
        raise PermissionDenied
    current = lock(report, version)
    report_is_in_hand(current)
    answer(current, answers, ANSWERS)
    case_rules.title_names_nobody(current.title, guard.find(current.title, of_the_directory()))
    current.acute = current.acute or current.danger == Answer.YES
    current.full_clean()
    write(current, by=by)
    trail.record("report_changed", by=by, at=at, subject=current, detail=", ".join(sorted(answers))[:200])
    return current


@trail.act("report_taken_in")
def take_in(*, by: User, at: datetime, report: Report, version: int) -> Report:
    """End the intake. Raises Refused while a team lead has not decided on a shield or an unknown reporter."""
    if not may_change(by, report):
        raise PermissionDenied
    current = lock(report, version)
    # Whoever asks a shield holds the report first, so nothing is asked between this look and the move.
    reporter = reporter_of(current)
    rules.secrecy_is_settled(reporter.disclosure, reporter.verdict)
    current.owner = current.owner or by
    move(current, Status.ASSESSING, by=by, at=at)
    current.full_clean()
    write(current, by=by)
    trail.record("report_taken_in", by=by, at=at, subject=current)
    return current


@trail.act("report_withdrawn")
def withdraw_report(*, by: User, at: datetime, report: Report, version: int, withdrawn_reason: str) -> Report:
    """The reporter takes the report back, for example because the shield was refused. Only in the intake."""
    if not may_change(by, report):
        raise PermissionDenied
    current = lock(report, version)
    move(current, Status.WITHDRAWN, by=by, at=at)
    current.withdrawn_reason = tidy(withdrawn_reason)
    current.full_clean()
    write(current, by=by)
    trail.record("report_withdrawn", by=by, at=at, subject=current)
    close_when_finished(current.case_file, by=by, at=at)
    return current


@trail.act("report_assigned")
def take_over(*, by: User, at: datetime, report: Report, version: int) -> Report:
    """Make `by` the owner of a report of the own team."""
    if not may_change(by, report):
        raise PermissionDenied
    current = lock(report, version)
    report_is_in_hand(current)
    current.owner = by
    current.full_clean()
    write(current, by=by)
    trail.record("report_assigned", by=by, at=at, subject=current)
    return current


@trail.act("report_read")
def read_report(*, by: User, at: datetime, report: Report) -> Report:
    """Record that `by` opens the report. Raises PermissionDenied behind the wall."""
    if not may_open(by, report):
        raise PermissionDenied
    trail.record("report_read", by=by, at=at, subject=report, detail=way_in(by, report))
    return report


@trail.act("case_file_read")
def read_case_file(*, by: User, at: datetime, case_file: CaseFile) -> CaseFile:
    """Record that `by` opens the case file. Raises PermissionDenied behind the wall."""
    if not may_open(by, case_file):
        raise PermissionDenied
    trail.record("case_file_read", by=by, at=at, subject=case_file, detail=way_in(by, case_file))
    return case_file


@trail.act("reporter_revealed")
def reveal_reporter(*, by: User, at: datetime, report: Report, reason: str = "") -> Reporter:
    """Return who reported, with the reason in the trail. Of a shielded one the reason is the one consent was given for.

    Raises PermissionDenied, and Refused without a reason or, for a shielded reporter, without a second person.
    """
    if not may_reveal_reporter(by, report):
        raise PermissionDenied
    reporter, reason = reporter_of(report), tidy(reason)
    consent = consent_of(by, report, at) if reporter.disclosure == Disclosure.SHIELDED else None
    shielded_reveal_needs_a_second(reporter.disclosure, consent is not None and not consent.waits)
    reason = consent.reason if consent else reason
    rules.reveal_has_a_reason(reason)
    trail.record("reporter_revealed", by=by, at=at, subject=report, reason=reason)
    return reporter


def reporter_of(report: Report) -> Reporter:
    """Return the reporter row for a rule or a masked view; showing identity goes through reveal_reporter."""
    reporter = Reporter.objects.select_related("asked_by", "decided_by").get(report=report)
    reporter.report = report
    return reporter


def report_is_in_hand(report: Report) -> None:
    """Raise Refused for a report that was decided, closed or withdrawn: decisions are added, never overwritten."""
    if report.status not in IN_HAND:
        raise Refused("report_is_in_hand", "Over deze melding is al besloten. Zij verandert niet meer.")


def close_when_finished(case_file: CaseFile, *, by: User, at: datetime) -> None:
    """Close the file when none of its reports is still in hand or decided with a follow-up.

    The file is locked before the look: a report that is filed in it at this moment keeps it open.
    """
    current = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    if current.is_open and not current.reports.filter(status__in=RUNNING).exists():
        current.status, current.closed_at = CaseStatus.CLOSED, at
        current.full_clean()
        current.save()
        trail.record("case_file_closed", by=by, at=at, subject=current)


def _sent_twice(stored: Report, answers: dict[str, Any], reporter: dict[str, Any], *, by: User, at: datetime) -> Report:
    """The form came again, because its first answer got lost. What was typed since must not get lost with it."""
    read_report(by=by, at=at, report=stored)
    if not (holds(stored, answers) and holds(reporter_of(stored), reporter)):
        raise Refused(
            "report_is_stored_already",
            f"Deze melding is al bewaard als {stored.number}, zonder uw laatste wijziging. Uw tekst staat er nog: "
            "zet de wijziging in de bewaarde melding.",
        )
    return stored


def _file_for(case_file: CaseFile | None, follows: CaseFile | None, *, by: User, at: datetime) -> CaseFile:
    if case_file is None:
        assert by.team
        return filing.open_file(by.team, at=at, follows=follows)
    current = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    case_rules.case_file_is_open(current.status)
    return current
