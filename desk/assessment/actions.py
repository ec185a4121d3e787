"""What is done with the three questions: begin, save, add grounds, consult, propose, take back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk import guard
from desk.accounts.models import User
from desk.assessment import rules
from desk.assessment.choices import Answer, State, Unsafe
from desk.assessment.models import Assessment, Consultation, Ground
from desk.assessment.permissions import may_assess, may_read_assessment
from desk.assessment.questions import Facts, Row, outcome_of
from desk.audit import trail
from desk.deadlines import due, local_day
from desk.directory.public import of_the_directory
from desk.reports.access.standing import way_in
from desk.reports.actions import report_is_in_hand, reporter_of, write
from desk.reports.choices import ReporterKind, Status
from desk.reports.identity import Reporter
from desk.reports.masked import Mask
from desk.reports.models import Report
from desk.reports.workflow import move
from desk.rulebook import Refused, all_hold, answer, lock, tidied

_NOT_COPIED = {"id", "number", "state", "version", "proposed_by", "proposed_at", "made_by", "made_at", "report"}
_ANSWERS = {f.name for f in Assessment._meta.concrete_fields} - {*_NOT_COPIED, "expected"}


@trail.act("assessment_started")
def start_assessment(*, by: User, at: datetime, report: Report) -> Assessment:
    """Return the draft of the three questions; a new version, copied from the last, when there is none."""
    if not may_assess(by, report):
        raise PermissionDenied
    report = Report.objects.select_for_update().get(pk=report.pk)
    last = report.assessments.order_by("-number").first()
    if last and last.state == State.DRAFT:
        trail.record("assessment_read", by=by, at=at, subject=report, detail=way_in(by, report))
        return last
    if report.status != Status.ASSESSING:
        raise Refused("only_an_assessed_report_has_questions", "Rond eerst de intake van deze melding af.")
    draft = _next_version(report, last, by=by, at=at)
    trail.record("assessment_started", by=by, at=at, subject=report, detail=f"versie {draft.number}")
    return draft


@trail.act("assessment_saved")
def save_assessment(
    *,
    by: User,
    at: datetime,
    assessment: Assessment,
    version: int,
    ground: dict[str, Any] | None = None,
    **answers: Any,
) -> Assessment:
    """Save answers of the draft, and a `ground` typed with them; what follows from the table is worked out again.

    An empty `outcome` follows the table. Raises PermissionDenied, Stale, Refused (not a draft),
    ValidationError (row rules of a draft).
    """
    current = _draft(assessment, version, by=by)
    _answer(current, answers)
    all_hold(current.full_clean, lambda: ground and _add(current, ground, at=at))
    _write(current, by=by)
    trail.record("assessment_saved", by=by, at=at, subject=current.report)
    return current


@trail.act("ground_added")
def add_ground(*, by: User, at: datetime, assessment: Assessment, version: int, **ground: Any) -> Ground:
    """Add one ground (kind, text, source, dated, withheld) to the draft."""
    current = _draft(assessment, version, by=by)
    row = _add(current, ground, at=at)
    _write(current, by=by)
    trail.record("ground_added", by=by, at=at, subject=current.report, detail=row.get_kind_display())
    return row


@trail.act("ground_removed")
def remove_ground(*, by: User, at: datetime, assessment: Assessment, version: int, ground: Ground) -> None:
    """Take a ground out of the draft."""
    current = _draft(assessment, version, by=by)
    current.grounds.filter(pk=ground.pk).delete()
    _write(current, by=by)
    trail.record("ground_removed", by=by, at=at, subject=current.report)


@trail.act("expert_consulted")
def consult(*, by: User, at: datetime, report: Report, submission: UUID, **answers: Any) -> Consultation:
    """Record an expert's advice (expert, discipline, question, advice). The expert does not get the file."""
    if not may_assess(by, report):
        raise PermissionDenied
    report_is_in_hand(Report.objects.select_for_update().get(pk=report.pk))
    consultation = Consultation.objects.filter(submission=submission, report=report).first()
    if consultation is None:
        consultation = Consultation(report=report, submission=submission, by=by, at=at, **tidied(answers))
        named = guard.find(consultation.question, of_the_directory())
        all_hold(consultation.full_clean, lambda: rules.consultation_names_nobody(named))
        consultation.save(force_insert=True)
        trail.record("expert_consulted", by=by, at=at, subject=report, detail=consultation.get_discipline_display())
    else:
        trail.record("assessment_read", by=by, at=at, subject=report, detail=way_in(by, report))
    return consultation


@trail.act("decision_proposed")
def propose(
    *,
    by: User,
    at: datetime,
    assessment: Assessment,
    version: int,
    ground: dict[str, Any] | None = None,
    **answers: Any,
) -> Assessment:
    """Hand the decision to a second pair of eyes. Acute: review within one working day, and acting goes first.

    Raises PermissionDenied, Stale, Refused (not a draft, move), ValidationError with every rule that is not met.
    """
    current = _draft(assessment, version, by=by)
    _answer(current, answers)
    current.state, current.proposed_by, current.proposed_at = State.PROPOSED, by, at
    all_hold(
        lambda: ground and _add(current, ground, at=at),
        current.full_clean,
        lambda: rules.outcome_is_in_the_table(current.outcome, facts_of(current)),
        lambda: rules.each_party_has_a_contact(current.outcome, current.parties, current.contacts),
        lambda: unsafety_rests_on_a_fact(current),
    )
    _write(current, by=by)
    _report_is_proposed(current, by=by, at=at)
    trail.record("decision_proposed", by=by, at=at, subject=current.report, detail=current.get_outcome_display())
    return current


@trail.act("proposal_withdrawn")
def take_back(*, by: User, at: datetime, assessment: Assessment, version: int) -> Assessment:
    """The proposer takes the proposal back before somebody decides; a new draft is made from it."""
    if not may_assess(by, assessment.report):
        raise PermissionDenied
    # Before the version: who is too late must hear that it was decided, not that the text changed.
    waiting = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if waiting.state != State.PROPOSED or waiting.proposed_by_id != by.pk:
        raise Refused("only_the_proposer_takes_back", "Alleen wie het voorstelde trekt het in, vóór het besluit.")
    current = lock(assessment, version)
    return reopen(current, State.TAKEN_BACK, "proposal_withdrawn", by=by, at=at)


def reopen(assessment: Assessment, state: str, act: str, *, by: User, at: datetime, detail: str = "") -> Assessment:
    """End a proposal without a decision and return the new draft made from it. Inside an action only."""
    assessment.state = state
    assessment.full_clean()
    _write(assessment, by=by)
    report = Report.objects.select_for_update().get(pk=assessment.report_id)
    move(report, Status.ASSESSING, by=by, at=at)
    report.review_by = None
    report.version += 1
    write(report, by=by)
    draft = _next_version(report, assessment, by=assessment.made_by, at=at)
    trail.record(act, by=by, at=at, subject=report, detail=detail)
    return draft


@trail.act("assessment_read")
def read_assessment(*, by: User, at: datetime, report: Report) -> Report:
    """Record that the three questions of this report are read."""
    if not may_read_assessment(by, report):
        raise PermissionDenied
    trail.record("assessment_read", by=by, at=at, subject=report, detail=way_in(by, report))
    return report


def facts_of(assessment: Assessment, reporter: Reporter | Mask | None = None) -> Facts:
    """Return what the outcome table looks at; `reporter` when the caller has it already."""
    reporter = reporter or reporter_of(assessment.report)
    return Facts(
        unsafe=assessment.unsafe,
        established=assessment.established,
        cooperates=assessment.cooperates,
        other_can_take_it=bool(assessment.parties) and not assessment.stays_here,
        regional_task=assessment.regional_task,
        professional=reporter.kind == ReporterKind.PROFESSIONAL,
        meldcode_complete=assessment.report.meldcode_complete,
    )


def weigh(assessment: Assessment, reporter: Reporter | Mask | None = None) -> Row | None:
    """Return the line of the outcome table that holds, or None while question 1 has no answer."""
    return outcome_of(facts_of(assessment, reporter)) if assessment.unsafe else None


def unsafety_rests_on_a_fact(assessment: Assessment) -> None:
    """Raise Refused when the answer to question 1 is yes and rests on interpretation alone."""
    if assessment.unsafe == Unsafe.YES:
        rules.a_fact_or_statement_stands([ground.kind for ground in assessment.grounds.all()])


def _answer(assessment: Assessment, answers: dict[str, Any]) -> None:
    """Set the answers. Who did not deviate keeps following the table, also when it now points elsewhere."""
    followed = not assessment.deviates
    answer(assessment, answers, _ANSWERS)
    row = weigh(assessment)
    assessment.expected = row.outcome if row else ""
    if not assessment.outcome or (followed and "outcome" not in answers):
        assessment.outcome = assessment.expected


def _add(assessment: Assessment, ground: dict[str, Any], *, at: datetime) -> Ground:
    row = Ground(assessment=assessment, **tidied(ground))
    all_hold(row.full_clean, lambda: rules.ground_is_not_from_the_future(row.dated, local_day(at)))
    row.save()
    return row


def _draft(assessment: Assessment, version: int, *, by: User) -> Assessment:
    if not may_assess(by, assessment.report):
        raise PermissionDenied
    current = lock(assessment, version)
    rules.only_a_draft_changes(current.state)
    return current


def _next_version(report: Report, last: Assessment | None, *, by: User, at: datetime) -> Assessment:
    kept = (
        {f.name: getattr(last, f.name) for f in Assessment._meta.concrete_fields if f.name not in _NOT_COPIED}
        if last
        else {}
    )
    draft = Assessment(report=report, number=last.number + 1 if last else 1, made_by=by, made_at=at, **kept)
    draft.full_clean()
    _write(draft, by=by)
    if last:
        Ground.objects.bulk_create(
            Ground(assessment=draft, kind=g.kind, text=g.text, source=g.source, dated=g.dated, withheld=g.withheld)
            for g in last.grounds.all()
        )
    return draft


def _report_is_proposed(assessment: Assessment, *, by: User, at: datetime) -> None:
    report = Report.objects.select_for_update().get(pk=assessment.report_id)
    move(report, Status.PROPOSED, by=by, at=at)
    report.acute = report.acute or assessment.acute == Answer.YES
    report.review_by = due("acute_review", local_day(at)) if report.acute else report.assess_by
    report.version += 1
    report.full_clean()
    write(report, by=by)


def _write(assessment: Assessment, *, by: User) -> None:
    assessment._history_user = by
    assessment.save()
