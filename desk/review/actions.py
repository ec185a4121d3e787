"""What the second pair of eyes does: read, remark, confirm, return; and the counsellor's replies."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.assessment.actions import facts_of, reopen
from desk.assessment.choices import Outcome, Question, State
from desk.assessment.models import Assessment
from desk.assessment.rules import outcome_is_in_the_table
from desk.audit import trail
from desk.deadlines import due, local_day
from desk.reports.access.standing import way_in
from desk.reports.actions import close_when_finished, reporter_of, write
from desk.reports.choices import Status
from desk.reports.models import Report
from desk.reports.numbers import next_number
from desk.reports.rules import secrecy_is_settled
from desk.reports.workflow import move
from desk.review import rules
from desk.review.choices import Verdict
from desk.review.models import Decision, Remark, Reply
from desk.review.permissions import may_answer, may_decide, proposed_it_themselves
from desk.rulebook import Refused, lock, tidy

_CLOSING = [Outcome.NO_FOLLOW_UP, Outcome.CONVERTED_TO_ADVICE]
_TERMS = {Outcome.INVESTIGATION: "investigation", Outcome.CONDITIONS_AND_FOLLOW_UP: "conditions_and_follow_up"}


@trail.act("proposal_read")
def read_proposal(*, by: User, at: datetime, assessment: Assessment) -> Assessment:
    """Record that a reviewer reads the proposal."""
    if not may_decide(by, assessment.report):
        raise PermissionDenied
    trail.record("proposal_read", by=by, at=at, subject=assessment.report, detail=way_in(by, assessment.report))
    return assessment


@trail.act("decision_confirmed")
def confirm(*, by: User, at: datetime, assessment: Assessment, version: int, remark: str = "") -> Decision:
    """Confirm the proposal: the report is decided, or closed when there is no unsafety.

    Raises PermissionDenied, Stale, Refused (own proposal, not waiting), ValidationError (P8 and the other rows).
    """
    current = _waiting(assessment, version, by=by)
    # The intake may have changed since: what no longer fits the table is not confirmed.
    outcome_is_in_the_table(current.outcome, facts_of(current))
    report = Report.objects.select_for_update().get(pk=current.report_id)
    reporter = reporter_of(report)
    secrecy_is_settled(reporter.disclosure, reporter.verdict)
    decision = _decision(current, Verdict.CONFIRMED, remark, by=by, at=at)
    decision.report = report
    if decision.outcome == Outcome.INVESTIGATION:
        decision.investigation_number = next_number("OZ", local_day(at))
    if decision.outcome in _TERMS:
        decision.conclude_by = due(_TERMS[Outcome(decision.outcome)], local_day(at))
    decision.full_clean()
    decision.save(force_insert=True)
    current.state = State.CONFIRMED
    current.full_clean()
    current._history_user = by
    current.save()
    move(report, Status.CLOSED if decision.outcome in _CLOSING else Status.DECIDED, by=by, at=at)
    report.conclude_by, report.investigation_number = decision.conclude_by, decision.investigation_number
    report.version += 1
    report.full_clean()
    write(report, by=by)
    trail.record("decision_confirmed", by=by, at=at, subject=report, detail=decision.get_outcome_display())
    close_when_finished(report.case_file, by=by, at=at)
    return decision


@trail.act("proposal_returned")
def send_back(
    *, by: User, at: datetime, assessment: Assessment, version: int, remark: str, question: str = Question.OUTCOME
) -> Decision:
    """Send the proposal back with a remark tied to the answer it is about; a new draft is made from it."""
    current = _waiting(assessment, version, by=by)
    decision = _decision(current, Verdict.RETURNED, remark, by=by, at=at)
    decision.full_clean()
    decision.save(force_insert=True)
    _remark(current, question, remark, by=by, at=at)
    reopen(current, State.RETURNED, "proposal_returned", by=by, at=at, detail=Question(question).label)
    return decision


@trail.act("remark_made")
def make_remark(*, by: User, at: datetime, assessment: Assessment, question: str, text: str) -> Remark:
    """Ask something about one answer, without deciding yet. The same remark sent twice is one remark."""
    if not may_decide(by, assessment.report):
        raise PermissionDenied
    current = Assessment.objects.select_for_update().get(pk=assessment.pk)
    _still_waits(current)
    same = current.remarks.filter(question=question, text=tidy(text), by=by)
    remark = same.first() or _remark(current, question, text, by=by, at=at)
    trail.record("remark_made", by=by, at=at, subject=assessment.report, detail=remark.get_question_display())
    return remark


@trail.act("remark_answered")
def answer_remark(*, by: User, at: datetime, remark: Remark, text: str) -> Reply:
    """Answer a remark, once; the same answer sent twice is one answer.

    Raises PermissionDenied, Refused (somebody answered it already), ValidationError (empty).
    """
    report = remark.assessment.report
    if not may_answer(by, report):
        raise PermissionDenied
    Remark.objects.select_for_update().get(pk=remark.pk)
    reply = Reply.objects.filter(remark=remark).first()
    if reply is None:
        reply = Reply(remark=remark, text=tidy(text), by=by, at=at)
        reply.full_clean()
        reply.save(force_insert=True)
    rules.remark_is_answered_once(reply.text, tidy(text))
    trail.record("remark_answered", by=by, at=at, subject=report)
    return reply


def _waiting(assessment: Assessment, version: int, *, by: User) -> Assessment:
    if not may_decide(by, assessment.report):
        raise PermissionDenied
    # Before the version: who comes second must hear that it was decided, not that a text changed.
    _still_waits(Assessment.objects.select_for_update().get(pk=assessment.pk))
    current = lock(assessment, version)
    if proposed_it_themselves(by, current):
        raise Refused("who_proposes_never_decides", str(rules.who_proposes_never_decides.violation_error_message))
    return current


def _still_waits(assessment: Assessment) -> None:
    decision = Decision.objects.select_related("decided_by").filter(assessment=assessment).first()
    verdict = f"{decision.decided_by} besloot al: {decision.get_verdict_display().lower()}." if decision else ""
    rules.only_a_proposal_is_decided(assessment.state, verdict)


def _decision(assessment: Assessment, verdict: str, remark: str, *, by: User, at: datetime) -> Decision:
    return Decision(
        report=assessment.report,
        assessment=assessment,
        verdict=verdict,
        outcome=assessment.outcome,
        remark=tidy(remark),
        proposed_by=assessment.proposed_by,
        decided_by=by,
        decided_as=by.role,
        at=at,
    )


def _remark(assessment: Assessment, question: str, text: str, *, by: User, at: datetime) -> Remark:
    row = Remark(assessment=assessment, question=question, text=tidy(text), by=by, at=at)
    row.full_clean()
    row.save(force_insert=True)
    return row
