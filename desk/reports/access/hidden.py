"""Which files do not exist for somebody: sealed without them, or behind a wall. One condition for every list and count.

Both are asked as a list of keys, not row by row: there are few seals and walls beside a million reports.
"""

from typing import Any

from django.db.models import Exists, Q, QuerySet

from desk.reports.access.models import Named, Seal, Wall


def hidden_from(user: Any, path: str) -> Q:
    """Return what holds for rows whose file does not exist for `user`; `path` leads from the row to its file."""
    return behind_a_wall(user, path) | Q(**{f"{path}__in": seals_without(user).values("case_file")})


def seals_without(user: Any) -> QuerySet[Seal]:
    """Return the seals that stand and do not name `user`."""
    own = Named.objects.filter(person=user).values("seal")
    return Seal.objects.filter(lifted_at__isnull=True).exclude(pk__in=own)


def for_whom_it_exists(people: QuerySet[Any], case_file_id: int) -> QuerySet[Any]:
    """Return who of `people` is not kept out of this file: nobody is told to ask somebody for whom it is not there."""
    walled = Wall.objects.filter(case_file=case_file_id, lifted_at__isnull=True).values("worker")
    sealed = Seal.objects.filter(case_file=case_file_id, lifted_at__isnull=True)
    named = Named.objects.filter(seal__in=sealed).values("person")
    return people.exclude(pk__in=walled).filter(~Exists(sealed) | Q(pk__in=named))


def behind_a_wall(user: Any, path: str) -> Q:
    """Return what holds for rows whose file is behind a wall for `user`."""
    return Q(**{f"{path}__in": walls_before(user).values("case_file")})


def walls_before(user: Any) -> QuerySet[Wall]:
    """Return the walls that stand before `user`."""
    return Wall.objects.filter(worker=user, lifted_at__isnull=True)


def is_kept_apart(case_file: Any) -> bool:
    """Say whether the file is sealed, or behind a wall for anybody."""
    return any(one.objects.filter(case_file=case_file, lifted_at__isnull=True).exists() for one in (Seal, Wall))
