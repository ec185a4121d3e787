"""The conflict wall: a colleague who knows the people of a file does not see that it exists."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from desk.accounts.models import User
from desk.audit import trail
from desk.reports.access import rules
from desk.reports.access.models import Named, Wall
from desk.reports.access.permissions import can_be_walled, may_know_wall, may_put_wall, may_put_walls
from desk.reports.choices import IN_HAND
from desk.reports.models import CaseFile
from desk.rulebook import lock, tidy


def known_walls(user: User) -> QuerySet[Wall]:
    """Return the walls that stand now and that `user` knows of: who put it, and the second."""
    mine = Wall.objects.filter(Q(put_by=user) | Q(known_by=user), lifted_at__isnull=True)
    return mine.select_related("case_file", "worker", "put_by", "known_by").order_by("-at")


@trail.act("wall_put")
def put_wall(*, by: User, at: datetime, case_file: CaseFile | None, worker: User, known_by: User, reason: str) -> Wall:
    """Keep a file from `worker`. `by` and `known_by` know of it, and one of them is the privacy officer.

    Raises PermissionDenied, Refused (no such file, they work on it, no privacy officer), ValidationError.
    """
    if not may_put_walls(by):
        raise PermissionDenied
    rules.there_is_such_a_file(case_file is not None and may_put_wall(by, case_file))
    assert case_file is not None
    if not (can_be_walled(worker, case_file) and may_put_walls(known_by) and known_by.region_id == by.region_id):
        raise PermissionDenied
    rules.wall_is_known_to_the_privacy_officer([by.role, known_by.role])
    rules.wall_is_not_before_work(_works_on(worker, case_file))
    wall = Wall(case_file=case_file, worker=worker, reason=tidy(reason), put_by=by, known_by=known_by, at=at)
    wall.full_clean()
    wall.save(force_insert=True)
    told = f"{worker.trail_number}, ook bekend aan {known_by.trail_number}"
    trail.record("wall_put", by=by, at=at, subject=case_file, reason=wall.reason, detail=told)
    return wall


@trail.act("wall_lifted")
def lift_wall(*, by: User, at: datetime, wall: Wall, version: int) -> Wall:
    """Take a wall away; one of the two who know it. Raises PermissionDenied, Stale, Refused."""
    if not may_know_wall(by, wall):
        raise PermissionDenied
    current = lock(wall, version)
    rules.wall_is_lifted_once(current.lifted_at is None)
    current.lifted_by, current.lifted_at = by, at
    current.full_clean()
    current.save()
    trail.record("wall_lifted", by=by, at=at, subject=current, detail=current.worker.trail_number)
    return current


def _works_on(worker: User, case_file: CaseFile) -> bool:
    named = Named.objects.filter(seal__case_file=case_file, seal__lifted_at__isnull=True, person=worker)
    return case_file.reports.filter(owner=worker, status__in=IN_HAND).exists() or named.exists()
