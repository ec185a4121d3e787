"""What is done with the directory."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from desk.accounts.models import Team, User
from desk.audit import trail
from desk.deadlines import local_day
from desk.directory.models import Municipality, Organisation
from desk.directory.permissions import may_keep_directory
from desk.rulebook import answer, lock, tidy

_ANSWERS = ("name", "party", "what", "themes", "phone", "email", "website", "opening", "in_use")


@trail.act("organisation_saved")
def save_organisation(
    *, by: User, at: datetime, organisation: Organisation | None = None, version: int = 1, **answers: Any
) -> Organisation:
    """Add an organisation or change one; saving counts as checking. Raises PermissionDenied, Stale, ValidationError."""
    if not may_keep_directory(by):
        raise PermissionDenied
    current = lock(organisation, version) if organisation else Organisation()
    answer(current, answers, _ANSWERS)
    current.checked_on = local_day(at)
    current.full_clean()
    current.save()
    trail.record("organisation_saved", by=by, at=at, subject=current)
    return current


@trail.act("organisation_checked")
def check_organisation(*, by: User, at: datetime, organisation: Organisation) -> Organisation:
    """The numbers were looked up again today and are right."""
    if not may_keep_directory(by):
        raise PermissionDenied
    organisation.checked_on = local_day(at)
    organisation.save(update_fields=["checked_on"])
    trail.record("organisation_checked", by=by, at=at, subject=organisation)
    return organisation


@trail.act("region_extended")
def extend_region(*, by: User, at: datetime, kind: str, name: str) -> Team | Municipality:
    """Add a team or a municipality to the administrator's region. Raises PermissionDenied, ValidationError (twice)."""
    if not may_keep_directory(by):
        raise PermissionDenied
    added = (
        Team(region=by.region, name=tidy(name)) if kind == "team" else Municipality(region=by.region, name=tidy(name))
    )
    added.full_clean()
    added.save()
    trail.record("region_extended", by=by, at=at, detail=added.name)
    return added
