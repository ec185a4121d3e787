"""A second person before a shielded reporter is shown. Nobody there is no consent: it never comes by itself."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from desk.accounts.models import User
from desk.audit import trail
from desk.reports.access import rules
from desk.reports.access.choices import CONSENT_LASTS, Consented
from desk.reports.access.models import Consent
from desk.reports.access.permissions import may_consent
from desk.reports.models import Report
from desk.reports.permissions import may_reveal_reporter
from desk.rulebook import lock, tidy


def consent_of(user: User, report: Report, at: datetime | None = None) -> Consent | None:
    """Return the consent that holds for `user` now, or else the request that waits, or else nothing."""
    asked = Consent.objects.filter(report=report, worker=user).select_related("decided_by")
    since = (at or timezone.now()) - CONSENT_LASTS
    given = asked.filter(verdict=Consented.GIVEN, decided_at__gt=since).order_by("decided_at").last()
    return given or asked.filter(verdict=Consented.PENDING).first()


def refused_lately(user: User, report: Report) -> Consent | None:
    """Return the newest answer when it was no, for the page that asks again."""
    asked = Consent.objects.filter(report=report, worker=user).exclude(verdict=Consented.PENDING)
    last = asked.select_related("decided_by").order_by("decided_at").last()
    return last if last and last.verdict == Consented.REFUSED else None


@trail.act("reveal_asked")
def ask_to_reveal(*, by: User, at: datetime, report: Report, reason: str) -> Consent:
    """Ask a second person to let `by` see the shielded reporter. Sent twice it is one request.

    Raises PermissionDenied, ValidationError (no reason in own words).
    """
    if not may_reveal_reporter(by, report):
        raise PermissionDenied
    Report.objects.select_for_update().get(pk=report.pk)
    waiting = Consent.objects.filter(report=report, worker=by, verdict=Consented.PENDING).first()
    consent = waiting or Consent(report=report, worker=by, reason=tidy(reason), asked_at=at)
    if waiting is None:
        consent.full_clean()
        consent.save(force_insert=True)
    trail.record("reveal_asked", by=by, at=at, subject=report, reason=consent.reason)
    return consent


@trail.act("reveal_decided")
def decide_on_reveal(
    *, by: User, at: datetime, consent: Consent, version: int, verdict: str, remark: str = ""
) -> Consent:
    """Give or refuse consent. Raises PermissionDenied, Stale, Refused (decided already), ValidationError (P8)."""
    if not may_consent(by, consent):
        raise PermissionDenied
    current = lock(consent, version)
    rules.consent_is_decided_once(current.waits)
    current.verdict, current.remark = verdict, tidy(remark)
    current.decided_by, current.decided_at, current.decided_as = by, at, by.role
    current.full_clean()
    current.save()
    told = f"{current.get_verdict_display()}, medewerker {current.worker.trail_number}"
    trail.record("reveal_decided", by=by, at=at, subject=current, detail=told)
    return current
