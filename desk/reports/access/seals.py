"""Sealing a file: for the named people it goes on as ever, for all others there is none."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.reports.access import rules
from desk.reports.access.models import Named, Seal
from desk.reports.access.permissions import can_be_named, may_seal
from desk.reports.choices import IN_HAND
from desk.reports.models import CaseFile
from desk.rulebook import Refused, lock, tidy


def seal_of(case_file: CaseFile) -> Seal | None:
    """Return the seal that lies on this file now."""
    return Seal.objects.filter(case_file=case_file, lifted_at__isnull=True).first()


def named_with(seal: Seal) -> list[User]:
    """Return who sees the file, by name."""
    return [row.person for row in seal.names.select_related("person__team").order_by("person__display_name")]


@trail.act("file_sealed")
def seal_file(*, by: User, at: datetime, case_file: CaseFile, ground: str, reason: str, people: Sequence[User]) -> Seal:
    """Seal a file for all but `people` and `by`.

    Raises PermissionDenied, Refused (fewer than two, somebody who works on it left out), ValidationError.
    """
    if not may_seal(by, case_file):
        raise PermissionDenied
    seal = Seal(case_file=case_file, ground=ground, reason=tidy(reason), by=by, at=at)
    seal.full_clean()
    seal.save(force_insert=True)
    named = _name(seal, people, by=by)
    trail.record("file_sealed", by=by, at=at, subject=case_file, reason=seal.reason, detail=_numbers(named))
    return seal


@trail.act("seal_names_changed")
def name_people(*, by: User, at: datetime, case_file: CaseFile, version: int, people: Sequence[User]) -> Seal:
    """Say anew who sees a sealed file; `by` stays among them. Raises PermissionDenied, Stale, Refused."""
    seal = _for_change(case_file, version, by=by)
    seal.names.all().delete()
    named = _name(seal, people, by=by)
    seal.save()
    trail.record("seal_names_changed", by=by, at=at, subject=case_file, detail=_numbers(named))
    return seal


@trail.act("file_unsealed")
def lift_seal(*, by: User, at: datetime, case_file: CaseFile, version: int, reason: str) -> Seal:
    """Open a sealed file for the team again. Raises PermissionDenied, Stale, Refused, ValidationError."""
    seal = _for_change(case_file, version, by=by)
    seal.lifted_by, seal.lifted_at, seal.lift_reason = by, at, tidy(reason)
    seal.full_clean()
    seal.save()
    trail.record("file_unsealed", by=by, at=at, subject=case_file, reason=seal.lift_reason)
    return seal


def _for_change(case_file: CaseFile, version: int, *, by: User) -> Seal:
    if not may_seal(by, case_file):
        raise PermissionDenied
    seal = seal_of(case_file)
    if seal is None:
        raise Refused("file_is_sealed", "Dit dossier is niet verzegeld.")
    return lock(seal, version)


def _name(seal: Seal, people: Sequence[User], *, by: User) -> list[User]:
    named = {person.pk: person for person in (*people, by)}
    if not all(can_be_named(person, seal.case_file) for person in named.values()):
        raise PermissionDenied
    rules.seal_leaves_two_to_go_on([person.role for person in named.values()])
    at_work = seal.case_file.reports.filter(status__in=IN_HAND, owner__is_active=True).exclude(owner__in=named)
    rules.seal_keeps_who_works_on_it(set(at_work.values_list("owner__display_name", flat=True)))
    Named.objects.bulk_create(Named(seal=seal, person=person) for person in named.values())
    return list(named.values())


def _numbers(people: Sequence[User]) -> str:
    return ", ".join(sorted(person.trail_number for person in people))[:200]
