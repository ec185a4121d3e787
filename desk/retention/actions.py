"""Proposing that files go, and deciding about it: destroyed or kept longer, always by another person."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import local_day
from desk.reports.access.hidden import is_kept_apart
from desk.reports.models import CaseFile
from desk.retention import rules
from desk.retention.choices import Verdict
from desk.retention.erase import erase
from desk.retention.models import Destruction
from desk.retention.over import Kept, kept, kept_longer, of_numbers, over, waits_for_a_judgement
from desk.retention.permissions import may_decide_on_destruction, may_propose_destruction, may_read_register
from desk.retention.register import register
from desk.rulebook import Refused, lock, tidy


@trail.act("register_read")
def read_register(*, by: User, at: datetime) -> tuple[list[Kept], QuerySet[Destruction]]:
    """Return the files whose term is over, for who proposes, and the register as far as it is for `by`.

    Raises PermissionDenied.
    """
    if not may_read_register(by):
        raise PermissionDenied
    found = over(by, at=at)
    trail.record("register_read", by=by, at=at, detail=f"{len(found)} voorbij")
    return found, register(by)


@trail.act("destruction_read")
def read_destruction(*, by: User, at: datetime, destruction: Destruction) -> Destruction:
    """Record that a proposal, or the proof of what was decided, is read. Raises PermissionDenied."""
    if not (may_read_register(by) and register(by).filter(pk=destruction.pk).exists()):
        raise PermissionDenied
    trail.record("destruction_read", by=by, at=at, subject=destruction)
    return destruction


@trail.act("destruction_proposed")
def propose_destruction(
    *,
    by: User,
    at: datetime,
    case_numbers: Collection[str],
    warned: str,
    warned_on: date | None = None,
    not_warned_reason: str = "",
) -> list[Destruction]:
    """Propose that these files go, each with its own event; another person decides about each.

    Raises PermissionDenied, Refused (nothing chosen, kept still, in hand, not there), ValidationError (row rules).
    """
    if not may_propose_destruction(by):
        raise PermissionDenied
    rules.something_is_chosen(case_numbers)
    rules.nobody_was_warned_tomorrow(warned_on, local_day(at))
    files = of_numbers(by, case_numbers)
    if len(files) != len(set(case_numbers)):
        raise Refused("record_is_gone", "Eén van deze dossiers is er niet meer. Kies opnieuw.", "case_numbers")
    told = {"warned": warned, "warned_on": warned_on, "not_warned_reason": tidy(not_warned_reason)}
    return [_propose(case_file, by, at, told) for case_file in files]


def _propose(case_file: CaseFile, by: User, at: datetime, told: Mapping[str, object]) -> Destruction:
    term = _is_over(case_file, at)
    proposal = Destruction(
        case_number=case_file.number,
        reports=term.numbers,
        persons=term.persons,
        team=case_file.team,
        last_change=term.last_change,
        keep_until=term.until,
        term=term.term,
        proposed_by=by,
        proposed_at=at,
        **told,
    )
    proposal.full_clean()
    proposal.save(force_insert=True)
    trail.record("destruction_proposed", by=by, at=at, subject=proposal, reason=term.term)
    return proposal


@trail.act("case_file_destroyed")
def destroy_case_file(*, by: User, at: datetime, destruction: Destruction, version: int) -> Destruction:
    """Decide that the file goes. It is gone when this returns: from every table, older versions too.

    Raises PermissionDenied, Stale, Refused (decided, kept still, in hand), ValidationError (who proposed decides).
    """
    case_file = _file_to_decide_on(by, destruction)
    _is_over(case_file, at)
    current = _decided(destruction, version, Verdict.DESTROYED, by=by, at=at)
    current.was_hidden = is_kept_apart(case_file)
    current.full_clean()
    current.save()
    erase(case_file)
    trail.record("case_file_destroyed", by=by, at=at, subject=current, reason=current.term)
    return current


@trail.act("case_file_kept")
def keep_longer(
    *, by: User, at: datetime, destruction: Destruction, version: int, reason: str, kept_longer_until: date | None
) -> Destruction:
    """Decide that the file is kept until another day, with the reason; after that day it is proposed anew.

    Raises PermissionDenied, Stale, Refused (decided, a day that is over), ValidationError (no reason).
    """
    _file_to_decide_on(by, destruction)
    rules.kept_until_a_day_to_come(kept_longer_until, local_day(at))
    current = _decided(destruction, version, Verdict.KEPT, by=by, at=at)
    current.reason, current.kept_longer_until = tidy(reason), kept_longer_until
    current.full_clean()
    current.save()
    trail.record("case_file_kept", by=by, at=at, subject=current)
    return current


def _file_to_decide_on(by: User, destruction: Destruction) -> CaseFile:
    """The file of a proposal that waits, locked. Raises PermissionDenied for whom it is not there."""
    rules.destruction_waits(Destruction.objects.select_for_update().get(pk=destruction.pk).verdict)
    files = CaseFile.objects.select_for_update(of=("self",)).select_related("team")
    case_file = files.get(number=destruction.case_number)
    if not may_decide_on_destruction(by, case_file):
        raise PermissionDenied
    return case_file


def _is_over(case_file: CaseFile, at: datetime) -> Kept:
    term, today = kept(case_file), local_day(at)
    rules.only_a_closed_file_goes(case_file.status)
    rules.term_is_over(term.until, today)
    rules.nobody_keeps_it_longer(kept_longer(case_file.number), today)
    rules.nothing_waits_for_a_judgement(waits_for_a_judgement(case_file))
    return term


def _decided(destruction: Destruction, version: int, verdict: str, *, by: User, at: datetime) -> Destruction:
    current = lock(destruction, version)
    current.verdict, current.decided_by, current.decided_at, current.decided_as = verdict, by, at, by.role
    return current
