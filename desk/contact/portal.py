"""What a reporter writes through the portal after sending. Whose report it is, the portal knows and asks first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.contact import rules
from desk.contact.choices import FROM_THE_REPORTER, Kind
from desk.contact.models import Message
from desk.reports.meldcode_steps import wake_thread
from desk.reports.models import Report
from desk.reports.permissions import may_report_through_portal
from desk.reports.portal import Portal
from desk.reports.rules import portal_takes_only_its_own_answers
from desk.rulebook import tidied

_ANSWERS = frozenset({"text", "view", "who", "happened", "part", "withheld"})


@trail.act("reporter_wrote")
def receive_message(
    *, by: User, at: datetime, report: Report, submission: UUID, kind: str, about: Message | None = None, **answers: Any
) -> Message:
    """Take in what the reporter of `report` writes; nothing that was sent before changes.

    In: the columns of _ANSWERS; `about` the question that is answered. Sent twice it is one message. Raises
    PermissionDenied, Refused (closed, taken on, answered, a wish that waits), ValidationError.
    """
    if not may_report_through_portal(by):
        raise PermissionDenied
    portal_takes_only_its_own_answers(kind in FROM_THE_REPORTER and set(answers) <= _ANSWERS)
    current = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    message = Message.objects.filter(submission=submission, report=current, kind=kind).first()
    if message is None:
        _may_come(current, kind, about)
        message = Message(submission=submission, report=current, kind=kind, about=about, at=at, **tidied(answers))
        message.full_clean()
        message.save(force_insert=True)
        wake_thread(current.pk)
    trail.record("reporter_wrote", by=Portal(), at=at, subject=current, detail=message.get_kind_display())
    return message


def _may_come(report: Report, kind: str, about: Message | None) -> None:
    rules.report_still_runs(report.status)
    if kind == Kind.CORRECTION:
        rules.correction_comes_before_the_work(report.status, report.owner_id is not None)
    if kind == Kind.ANSWER:
        asked = about is not None and about.report_id == report.pk and about.kind == Kind.QUESTION
        rules.question_is_answered_once(asked and not Message.objects.filter(about=about).exists())
    if kind == Kind.WITHDRAWAL:
        wishes = Message.objects.filter(report=report, kind=Kind.WITHDRAWAL, reply__isnull=True)
        rules.one_wish_at_a_time(wishes.exists())
