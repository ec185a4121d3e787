"""Entering a circle, raising alarms, and what the privacy officer does with them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from desk.accounts.models import User
from desk.audit import trail
from desk.oversight import bounds, marks, rules
from desk.oversight.choices import Verdict
from desk.oversight.gathering import looked_since
from desk.oversight.models import Alarm, Circle, Mark, ReviewedDay
from desk.oversight.permissions import may_enter_circle, may_oversee
from desk.oversight.watching import Finding, findings
from desk.rulebook import lock, tidy


@trail.act("circle_saved")
def save_circle(
    *,
    by: User,
    at: datetime,
    account: User,
    surnames: Collection[str],
    homes: Collection[marks.Home] = (),
    born: date | None = None,
) -> Circle:
    """Keep the circle of a colleague in place of the one that was there, as keyed hashes.

    Raises PermissionDenied, Refused (no surname).
    """
    if not may_enter_circle(by):
        raise PermissionDenied
    names = {name for text in surnames for name in marks.surnames_in(text)}
    rules.circle_has_a_surname(names)
    Circle.objects.filter(user=account).delete()
    circle = Circle.objects.create(user=account, entered_at=at)
    kept = sorted(marks.circle_of(account.pk, names, set(homes), born))
    Mark.objects.bulk_create(Mark(circle=circle, trait=trait, mark=mark) for trait, mark in kept)
    trail.record("circle_saved", by=by, at=at, subject=account)
    return circle


@trail.act("circle_removed")
def remove_circle(*, by: User, at: datetime, account: User) -> None:
    """Forget the circle of a colleague. Raises PermissionDenied."""
    if not may_enter_circle(by):
        raise PermissionDenied
    Circle.objects.filter(user=account).delete()
    trail.record("circle_removed", by=by, at=at, subject=account)


@trail.act("looks_reviewed")
def review_day(*, by: trail.Actor, at: datetime, day: date) -> list[Alarm]:
    """Hold the looks of one day against the rules and raise what was not raised before; a day counts once."""
    ReviewedDay.objects.create(day=day, at=at)
    raised = [raise_alarm(by=by, at=at, day=day, finding=found) for found in findings(day) if not _asked(found, day)]
    trail.record("looks_reviewed", by=by, at=at, detail=f"{day:%d-%m-%Y}, alarmen: {len(raised)}")
    _forget_who_left(by, at, day)
    return raised


@trail.act("alarm_raised")
def raise_alarm(*, by: trail.Actor, at: datetime, day: date, finding: Finding) -> Alarm:
    """Keep an alarm for the privacy officer."""
    alarm = Alarm(
        kind=finding.kind,
        worker_id=finding.worker or None,
        subject=finding.subject,
        day=day,
        evidence=finding.evidence,
        raised_at=at,
    )
    alarm.full_clean()
    alarm.save(force_insert=True)
    trail.record("alarm_raised", by=by, at=at, subject=alarm)
    return alarm


@trail.act("alarms_listed")
def list_alarms(*, by: User, at: datetime) -> list[Alarm]:
    """Return the alarms, those that wait first, then the judged of a quarter; record it. Raises PermissionDenied."""
    if not may_oversee(by):
        raise PermissionDenied
    recent = Q(verdict=Verdict.PENDING) | Q(judged_at__gte=at - timedelta(days=bounds.USUAL_DAYS.value))
    rows = list(Alarm.objects.filter(recent).select_related("worker__team", "judged_by"))
    trail.record("alarms_listed", by=by, at=at, detail=f"{sum(row.is_open for row in rows)} open")
    return sorted(rows, key=lambda row: not row.is_open)


@trail.act("alarm_read")
def read_alarm(*, by: User, at: datetime, alarm: Alarm) -> Alarm:
    """Record that an alarm is read. Raises PermissionDenied."""
    if not may_oversee(by):
        raise PermissionDenied
    trail.record("alarm_read", by=by, at=at, subject=alarm)
    return alarm


@trail.act("alarm_judged")
def judge_alarm(*, by: User, at: datetime, alarm: Alarm, version: int, verdict: str, words: str) -> Alarm:
    """Say whether an alarm is well founded, with the reason in own words, which stay out of the trail.

    Raises PermissionDenied, Stale, Refused (judged before), ValidationError (no words, own alarm).
    """
    if not may_oversee(by):
        raise PermissionDenied
    rules.alarm_is_judged_once(Alarm.objects.select_for_update().get(pk=alarm.pk).verdict)
    current = lock(alarm, version)
    current.verdict, current.words = verdict, tidy(words)
    current.judged_by, current.judged_role, current.judged_at = by, by.role, at
    current.full_clean()
    current.save()
    trail.record("alarm_judged", by=by, at=at, subject=current, detail=current.get_verdict_display())
    return current


def _asked(found: Finding, day: date) -> bool:
    """Was this asked in the last weeks? A colleague who works in a street all month is one question."""
    since = day - timedelta(days=bounds.QUIET_DAYS.value)
    same = Alarm.objects.filter(kind=found.kind, worker=found.worker or None, subject=found.subject, day__gt=since)
    return same.exclude(verdict=Verdict.WELL_FOUNDED).exists()


def _forget_who_left(by: trail.Actor, at: datetime, day: date) -> None:
    """The circle of somebody who left goes with the first day on which they did nothing any more."""
    for circle in Circle.objects.filter(user__is_active=False).select_related("user"):
        if not looked_since(circle.user_id, day):
            circle.delete()
            trail.record("circle_removed", by=by, at=at, subject=circle.user, detail="uit dienst")
