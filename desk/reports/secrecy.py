"""What is done about the reporter's name after filing: correct, ask a shield, decide on it, disclose."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet

from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import local_day
from desk.reports import rules, sharing
from desk.reports.actions import report_is_in_hand
from desk.reports.choices import Disclosure, Verdict
from desk.reports.filing import needs_verdict
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_decide_on_secrecy
from desk.rulebook import Refused, answer, holds, lock, tidy

_SHIELD = ("shield_ground", "shield_explanation", "safety_agreement", "withheld", "review_on")
_UNKNOWN = ("cannot_be_traced", "pros_and_cons_discussed", "unknown_reason")
# (is the reporter unknown, the verdict): the act in the trail
_TOLD: dict[tuple[bool, str], str] = {
    (False, Verdict.APPROVED): "shield_approved",
    (False, Verdict.REFUSED): "shield_refused",
    (True, Verdict.APPROVED): "unknown_approved",
    (True, Verdict.REFUSED): "unknown_refused",
}


@trail.act("reporter_changed")
def correct_reporter(*, by: User, at: datetime, reporter: Reporter, version: int, **answers: Any) -> Reporter:
    """Correct who reported, in the intake. A new shield or unknown reporter waits for a verdict again.

    Raises PermissionDenied, Stale, Refused, ValidationError (every identity rule).
    """
    current = _for_change(reporter, version, by=by)
    if current.verdict == Verdict.APPROVED:
        rules.unknown_stays_unknown(current.disclosure)
    before, argued = (current.kind, current.disclosure), _argued(current)
    changed = [name for name in answers if name in rules.REPORTER_ANSWERS and not holds(current, {name: answers[name]})]
    answer(current, answers, rules.REPORTER_ANSWERS)
    rules.reporter_is_settled_in_the_intake(current.report.status, before, (current.kind, current.disclosure))
    rules.shield_ground_is_allowed(current.shield_ground)
    if current.disclosure == Disclosure.UNKNOWN:
        current.shield_explanation = current.safety_phone = current.safety_agreement = ""
    if before[1] == Disclosure.SHIELDED != current.disclosure:
        _lay_off(current, at=at)
    # What a team lead agreed to is what was written: another ground, reason or agreement is asked again.
    if (current.kind, current.disclosure) != before or _argued(current) != argued:
        _ask_again(current, by=by, at=at)
    _write(current)
    trail.record("reporter_changed", by=by, at=at, subject=current, detail=", ".join(sorted(changed))[:200])
    return current


@trail.act("shield_asked")
def ask_shield(*, by: User, at: datetime, reporter: Reporter, version: int, **shield: Any) -> Reporter:
    """Shield a reporter who was open, at any time, also after the decision. It works from now on (P4).

    In: `shield` the columns of _SHIELD. Raises PermissionDenied, Stale, Refused (name already disclosed, ground).
    """
    current = _for_change(reporter, version, by=by, any_time=True)
    if current.disclosed_on:
        raise Refused("disclosing_is_one_way", str(rules.disclosing_is_one_way.violation_error_message))
    rules.unknown_stays_unknown(current.disclosure)
    answer(current, {name: shield[name] for name in _SHIELD if name in shield}, _SHIELD)
    current.disclosure, current.consent_on = Disclosure.SHIELDED, None
    rules.shield_ground_is_allowed(current.shield_ground)
    rules.review_lies_ahead(current.review_on, local_day(at))
    _ask_again(current, by=by, at=at)
    _write(current)
    trail.record("shield_asked", by=by, at=at, subject=current, detail=current.get_shield_ground_display())
    return current


@trail.act("shield_approved")
def approve_secrecy(
    *,
    by: User,
    at: datetime,
    reporter: Reporter,
    version: int,
    remark: str = "",
    review_on: date | None = None,
    safety_agreement: str = "",
) -> Reporter:
    """A team lead, never the one who asked, agrees until `review_on` (the day that was asked, or another).

    `safety_agreement` is what was agreed by phone with who asked to be called; what was written down before stays.
    Raises PermissionDenied, Stale, Refused (already decided, a day that has passed), ValidationError (P4, P8).
    """
    told: dict[str, Any] = {"review_on": review_on, "safety_agreement": safety_agreement}
    return _decide(reporter, version, Verdict.APPROVED, remark, by=by, at=at, **told)


@trail.act("shield_refused")
def refuse_secrecy(*, by: User, at: datetime, reporter: Reporter, version: int, remark: str) -> Reporter:
    """A team lead refuses, with a reason. The reporter then chooses: open, or withdraw the report."""
    return _decide(reporter, version, Verdict.REFUSED, remark, by=by, at=at)


@trail.act("reporter_disclosed")
def disclose_reporter(
    *, by: User, at: datetime, reporter: Reporter, version: int, consent_on: date | None = None
) -> Reporter:
    """The reporter agrees to be open after all. One way: the family then knows.

    Raises Refused for an unknown reporter: there is no name to disclose.
    """
    current = _for_change(reporter, version, by=by, any_time=True)
    _open(current, consent_on or local_day(at), at=at)
    trail.record("reporter_disclosed", by=by, at=at, subject=current)
    return current


def open_name(report_id: int, *, at: datetime) -> None:
    """The same by the reporter in person, from the portal. Part of an action. Raises Refused when nothing is hidden."""
    known = Reporter.objects.get(pk=report_id)
    _open(_locked(known, known.version), local_day(at), at=at)


def ask_shield_again(*, at: datetime, reporter: Reporter) -> int:
    """The review day has passed: the shield goes on working and waits for a team lead once more (P4).

    Out: 1, or 0 when somebody was earlier; so the task may run twice.
    """
    with transaction.atomic():
        asked = Reporter.objects.filter(pk=reporter.pk, verdict=Verdict.APPROVED).update(
            verdict=Verdict.PENDING,
            asked_at=at,
            decided_by=None,
            decided_at=None,
            decided_as="",
            version=F("version") + 1,
        )
        if asked:
            trail.record("shield_review_due", by=trail.System(), at=at, subject=reporter)
    return asked


def shields_to_review(today: date) -> QuerySet[Reporter]:
    """Approved shields whose review day has passed."""
    approved = Reporter.objects.filter(verdict=Verdict.APPROVED, disclosure=Disclosure.SHIELDED)
    return approved.filter(review_on__lt=today).select_related("report")


def _open(current: Reporter, consent_on: date, *, at: datetime) -> None:
    if current.disclosure != Disclosure.SHIELDED:
        raise Refused("only_a_shield_is_lifted", "Alleen een afgeschermde melder kan alsnog open melden.")
    current.disclosure, current.disclosed_on, current.consent_on = Disclosure.OPEN, local_day(at), consent_on
    if current.verdict == Verdict.PENDING:
        current.verdict, current.asked_by, current.asked_at = Verdict.NONE, None, None
    _lay_off(current, at=at)
    _write(current)


def _lay_off(current: Reporter, *, at: datetime) -> None:
    """What a shield alone asked for goes with it: a number that may be private, and who might know the name."""
    current.safety_phone = ""
    sharing.end_all(current.pk, at=at)


def _for_change(reporter: Reporter, version: int, *, by: User, any_time: bool = False) -> Reporter:
    if not may_change(by, reporter.report):
        raise PermissionDenied
    current = _locked(reporter, version)
    if not any_time:
        report_is_in_hand(current.report)
    return current


def _locked(reporter: Reporter, version: int) -> Reporter:
    """Report first, then reporter, as every action does: nobody moves the report while its reporter changes."""
    report = Report.objects.select_for_update().get(pk=reporter.pk)
    current = lock(reporter, version)
    current.report = report
    return current


def _argued(reporter: Reporter) -> tuple[Any, ...]:
    """What a verdict rests on."""
    return tuple(getattr(reporter, name) for name in (*_SHIELD, *_UNKNOWN))


def _ask_again(reporter: Reporter, *, by: User, at: datetime) -> None:
    waits = needs_verdict(reporter)
    reporter.verdict = Verdict.PENDING if waits else Verdict.NONE
    reporter.asked_by, reporter.asked_at = (by, at) if waits else (None, None)
    reporter.decided_by = reporter.decided_at = None
    reporter.decided_as = reporter.verdict_reason = ""


def _decide(
    reporter: Reporter,
    version: int,
    verdict: str,
    remark: str,
    *,
    by: User,
    at: datetime,
    review_on: date | None = None,
    safety_agreement: str = "",
) -> Reporter:
    if not may_decide_on_secrecy(by, reporter.report):
        raise PermissionDenied
    current = _locked(reporter, version)
    if current.verdict != Verdict.PENDING:
        raise Refused("verdict_is_given_once", "Hierover is al besloten.")
    current.review_on = review_on or current.review_on
    current.safety_agreement = current.safety_agreement or tidy(safety_agreement)
    if verdict == Verdict.APPROVED:
        rules.review_lies_ahead(current.review_on, local_day(at))
    current.verdict, current.verdict_reason = verdict, tidy(remark)
    current.decided_by, current.decided_at, current.decided_as = by, at, by.role
    _write(current)
    trail.record(_TOLD[current.disclosure == Disclosure.UNKNOWN, Verdict(verdict)], by=by, at=at, subject=current)
    return current


def _write(reporter: Reporter) -> None:
    reporter.full_clean()
    reporter.save()
