"""Letting a colleague in again who lost every second factor: one asks, another agrees, and a code goes by mouth."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied

from desk.accounts import rules, totp
from desk.accounts.actions import end_sessions
from desk.accounts.choices import Verdict
from desk.accounts.factors import AuthenticatorApp, LinkedAccount, Passkey, Recovery, RecoveryCode
from desk.accounts.models import User
from desk.accounts.permissions import may_administer, may_decide_on_recovery
from desk.audit import trail
from desk.rulebook import answer, lock

CODE_HOURS = 24


@trail.act("recovery_asked")
def ask_recovery(*, by: User, at: datetime, person: User, reason: str) -> Recovery:
    """Ask a second colleague to let `person` in again. Raises PermissionDenied, ValidationError."""
    if not may_administer(by):
        raise PermissionDenied
    rules.recovery_is_for_who_works_here(person.is_active)
    asked = Recovery(person=person, asked_by=by, asked_role=by.role, asked_at=at)
    answer(asked, {"reason": reason}, ["reason"])
    asked.full_clean()
    asked.save(force_insert=True)
    trail.record("recovery_asked", by=by, at=at, subject=person, reason=asked.reason)
    return asked


@trail.act("recovery_agreed")
def agree_on_recovery(*, by: User, at: datetime, recovery: Recovery, version: int) -> str:
    """Take away every factor, link and session of the colleague; return the code they need, to be told by `by` alone.

    It holds for a day, and only beside the password. Raises PermissionDenied, ValidationError, Stale.
    """
    current = _decided(recovery, version, Verdict.AGREED, by=by, at=at)
    rules.recovery_is_for_who_works_here(current.person.is_active)
    code = totp.new_paper_code()
    current.code_hash, current.code_until = totp.hash_of(code, current.person_id), at + timedelta(hours=CODE_HOURS)
    current.full_clean()
    Recovery.objects.filter(person=current.person, verdict=Verdict.AGREED, closed_at__isnull=True).update(closed_at=at)
    current.save()
    for model in (AuthenticatorApp, Passkey, RecoveryCode, LinkedAccount):
        model._default_manager.filter(user=current.person).delete()
    end_sessions(current.person)
    trail.record("recovery_agreed", by=by, at=at, subject=current.person)
    return code


@trail.act("recovery_refused")
def refuse_recovery(*, by: User, at: datetime, recovery: Recovery, version: int) -> Recovery:
    """Say no; everything stays as it was. Raises PermissionDenied, ValidationError, Stale."""
    current = _decided(recovery, version, Verdict.REFUSED, by=by, at=at)
    current.full_clean()
    current.save()
    trail.record("recovery_refused", by=by, at=at, subject=current.person)
    return current


def _decided(recovery: Recovery, version: int, verdict: Verdict, *, by: User, at: datetime) -> Recovery:
    if not may_decide_on_recovery(by, recovery):
        raise PermissionDenied
    current = lock(recovery, version)
    rules.recovery_waits(current.waits)
    current.verdict, current.decided_by, current.decided_role, current.decided_at = verdict, by, by.role, at
    return current
