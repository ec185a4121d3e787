"""What the desk does in the thread: ask, say that it saw, give feedback, decide on a wish to withdraw."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.contact import inside, rules
from desk.contact.choices import FROM_THE_REPORTER, Granted, Kind
from desk.contact.models import Message, Reading
from desk.contact.reading import came_by_the_portal, thread_of, wants_feedback
from desk.reports.actions import withdraw_report
from desk.reports.models import Report
from desk.reports.permissions import may_change
from desk.rulebook import tidy


@trail.act("reporter_asked")
def ask(*, by: User, at: datetime, report: Report, submission: UUID, text: str, sure: bool = False) -> Message:
    """Ask the reporter something. Sent twice it is one question.

    In: `sure` when somebody looked at what was warned of. Raises PermissionDenied, Refused, ValidationError.
    """
    current = _for_change(report, by=by)
    asked = Message.objects.filter(submission=submission, report=current, kind=Kind.QUESTION).first()
    if asked is None:
        rules.report_still_runs(current.status)
        text = tidy(text)
        rules.warnings_were_seen(inside.warnings_about(current, text, names=False), sure)
        asked = _written(Message(submission=submission, report=current, kind=Kind.QUESTION, text=text, by=by, at=at))
    trail.record("reporter_asked", by=by, at=at, subject=current)
    return asked


@trail.act("messages_seen")
def mark_seen(*, by: User, at: datetime, report: Report, until: int) -> int:
    """Say that what the reporter wrote was seen. Out: how many messages were new.

    In: `until` the key of the last one on the page: what came after it nobody saw (P12).
    """
    current = _for_change(report, by=by)
    seen = _seen(current, until, by=by, at=at)
    trail.record("messages_seen", by=by, at=at, subject=current, detail=f"{seen} berichten")
    return seen


@trail.act("feedback_given")
def give_feedback(
    *, by: User, at: datetime, report: Report, submission: UUID, step: str, text: str = "", **ticked: bool
) -> Message:
    """Tell the reporter which step was taken: after the decision the one it says, at the end how it ended.

    In: `text` a short word with it, which names no number and, unless `sure` is ticked, nobody; `finished` ticked for
    the feedback at the end. Raises PermissionDenied, Refused (not wanted, not the moment, something of inside),
    ValidationError.
    """
    current = _for_change(report, by=by)
    told = Message.objects.filter(submission=submission, report=current).first()
    if told is None:
        wanted = wants_feedback(current)
        rules.feedback_is_wanted(wanted)
        moment = thread_of(current, wants_feedback=wanted).due
        rules.feedback_has_its_moment(moment is not None and step in moment.steps)
        assert moment is not None
        rules.case_is_finished(moment.kind, ticked.get("finished", False))
        text = tidy(text)
        rules.shared_text_holds_no_number_or_address(inside.findings_in(text))
        rules.warnings_were_seen(inside.warnings_about(current, text, names=True), ticked.get("sure", False))
        row = Message(submission=submission, report=current, kind=moment.kind, step=step, text=text, by=by, at=at)
        told = _written(row)
    trail.record("feedback_given", by=by, at=at, subject=current, detail=told.get_kind_display())
    return told


@trail.act("withdrawal_answered")
def answer_wish(
    *, by: User, at: datetime, wish: Message, submission: UUID, granted: str, text: str, sure: bool = False
) -> Message:
    """Decide on a wish to withdraw, and say why: a report is not dropped because somebody asks it.

    Who decides has seen the wish and what came before it: their page shows that. Granted in the intake alone: then
    the report is withdrawn by its own act. Raises PermissionDenied, Refused, ValidationError.
    """
    current = _for_change(wish.report, by=by)
    said = Message.objects.filter(submission=submission, about=wish).first()
    if said is None:
        rules.wish_is_decided_once(not Message.objects.filter(about=wish).exists())
        rules.report_still_runs(current.status)
        text = tidy(text)
        rules.warnings_were_seen(inside.warnings_about(current, text, names=False), sure)
        row = Message(submission=submission, report=current, kind=Kind.VERDICT, about=wish, granted=granted)
        row.text, row.by, row.at = text, by, at
        said = _written(row)
        _seen(current, wish.pk, by=by, at=at)
        if granted == Granted.YES:
            rules.withdrawal_comes_in_the_intake(current.status)
            withdraw_report(by=by, at=at, report=current, version=current.version, withdrawn_reason=wish.text[:500])
    trail.record("withdrawal_answered", by=by, at=at, subject=current, detail=said.get_granted_display())
    return said


def _for_change(report: Report, *, by: User) -> Report:
    """The report as it stands now, locked: one message after the other."""
    if not may_change(by, report):
        raise PermissionDenied
    current = Report.objects.select_for_update(of=("self",)).select_related("case_file", "team").get(pk=report.pk)
    rules.reporter_is_in_the_portal(came_by_the_portal(current))
    return current


def _seen(report: Report, until: int, *, by: User, at: datetime) -> int:
    """Keep who saw what the reporter wrote up to message `until`; out: how many were new."""
    new = Message.objects.filter(report=report, kind__in=FROM_THE_REPORTER, reading__isnull=True, pk__lte=until)
    return len(Reading.objects.bulk_create([Reading(message=message, by=by, at=at) for message in new]))


def _written(row: Message) -> Message:
    row.full_clean()
    row.save(force_insert=True)
    return row
