"""What is done with an advice contact. The guard reads every text before the first statement that carries it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.advice import codewords
from desk.advice.models import Advice, ShortContact
from desk.advice.permissions import may_give_advice, may_open_advice
from desk.advice.rules import advice_text_names_nobody
from desk.audit import trail
from desk.deadlines import half_year, local_day
from desk.rulebook import Refused, lock, tidy

_TEXTS = ("question_text", "advice_text")


@trail.act("advice_opened")
def open_advice(
    *, by: User, at: datetime, key: UUID, close: bool = False, spoken_code: str = "", **answers: Any
) -> Advice:
    """Store a new advice under the form's `key`; with `close` it is finished at once.

    In: the columns of Advice in `answers`, `referrals` a list of Organisation. Out: the advice; the one already
    stored when the same form comes twice. Raises PermissionDenied, Refused (guard), ValidationError (row rules).
    """
    if not may_give_advice(by):
        raise PermissionDenied
    answers = _guarded(answers)
    stored = Advice.objects.filter(pk=key).first()
    if stored:
        return _sent_twice(stored, by=by, at=at)
    referrals = answers.pop("referrals", [])
    advice = Advice(pk=key, team=by.team, **answers)
    advice.code_hash = codewords.fingerprint(spoken_code) if spoken_code else None
    _close(advice, close, local_day(at))
    advice.full_clean()
    advice.save(force_insert=True)
    advice.referrals.set(referrals)
    trail.record("advice_closed" if close else "advice_opened", by=by, at=at, subject=advice)
    return advice


@trail.act("advice_continued")
def continue_advice(
    *, by: User, at: datetime, advice: Advice, version: int, close: bool = False, spoken_code: str = "", **answers: Any
) -> Advice:
    """Change an open advice, or finish it. `version` is that of the page. Raises as open_advice, and Stale."""
    if not may_open_advice(by, advice):
        raise PermissionDenied
    answers = _guarded(answers)
    current = lock(advice, version)
    if not current.is_open:
        raise Refused("closed_advice_is_fixed", "Dit advies is afgerond. Begin een nieuw advies.")
    referrals = answers.pop("referrals", [])
    for name, value in answers.items():
        setattr(current, name, value)
    if spoken_code:
        current.code_hash = codewords.fingerprint(spoken_code)
    _close(current, close, local_day(at))
    current.full_clean()
    current.save()
    current.referrals.set(referrals)
    trail.record("advice_closed" if close else "advice_continued", by=by, at=at, subject=current)
    return current


@trail.act("advice_read")
def read_advice(*, by: User, at: datetime, advice: Advice) -> Advice:
    """Record that `by` opens the advice. Raises PermissionDenied outside the team."""
    if not may_open_advice(by, advice):
        raise PermissionDenied
    trail.record("advice_read", by=by, at=at, subject=advice)
    return advice


@trail.act("advice_code_used")
def find_by_code(*, by: User, at: datetime, spoken_code: str) -> Advice:
    """Return the advice whose code the caller says. Any team may take over; the code is the key to the door."""
    if not may_give_advice(by):
        raise PermissionDenied
    code = codewords.fingerprint(spoken_code)
    advice = Advice.objects.filter(code_hash=code).first()
    if advice is None:
        raise Refused(
            "advice_code_is_unknown", "Deze code kennen we niet. Laat de beller de woorden herhalen.", "spoken_code"
        )
    if advice.is_open and advice.team_id != by.team_id:
        advice.team = by.team
        advice.save(update_fields=["team"])
    trail.record("advice_code_used", by=by, at=at, subject=advice)
    return advice


@trail.act("short_contact_logged")
def log_short_contact(*, by: User, at: datetime, kind: str, key: UUID) -> ShortContact:
    """Count one short contact of the day; the same `key` counts once."""
    if not may_give_advice(by):
        raise PermissionDenied
    stored = ShortContact.objects.filter(pk=key).first()
    contact = stored or ShortContact(pk=key, team=by.team, day=local_day(at), kind=kind)
    if stored is None:
        contact.full_clean()
        contact.save(force_insert=True)
    trail.record("short_contact_logged", by=by, at=at, subject=contact)
    return contact


@trail.act("short_contact_undone")
def undo_short_contact(*, by: User, at: datetime, contact: ShortContact) -> None:
    """Take back a short contact of today. Raises Refused for an earlier day: that one is counted."""
    if not may_open_advice(by, contact):
        raise PermissionDenied
    if contact.day != local_day(at):
        raise Refused("short_contact_is_counted", "Dit contact is van een eerdere dag en is al geteld.")
    trail.record("short_contact_undone", by=by, at=at, subject=contact)
    contact.delete()


def _guarded(answers: dict[str, Any]) -> dict[str, Any]:
    clean = {**answers, **{name: tidy(answers.get(name, "")) for name in _TEXTS}}
    for name in _TEXTS:
        advice_text_names_nobody(name, clean[name])
    return clean


def _close(advice: Advice, close: bool, day: date) -> None:
    if advice.opened_on is None:
        advice.opened_on = day
    if close:
        advice.closed_on, advice.half_year = day, half_year(day)


def _sent_twice(stored: Advice, *, by: User, at: datetime) -> Advice:
    if not may_open_advice(by, stored):
        raise PermissionDenied
    trail.record("advice_read", by=by, at=at, subject=stored)
    return stored
