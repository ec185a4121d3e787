"""How somebody stands to a file at this moment: what every permission of a file is decided on. One query at most."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from desk.accounts.models import User
from desk.accounts.ready import ask
from desk.reports.access.choices import LASTS, Way
from desk.reports.access.hidden import seals_without, walls_before
from desk.reports.access.models import Grant, Named
from desk.reports.choices import Status
from desk.reports.models import CaseFile, Report
from desk.reports.waiting import left_without_a_hand
from desk.roles import EXPERTS, REVIEWERS, TEAM_ROLES, Role

_PREFIX = "standing_"


@dataclass(frozen=True)
class Standing:
    """What is so between one colleague and one file."""

    walled: bool  # a wall keeps it from them
    hidden: bool  # sealed without them, or a wall
    works_on_it: bool  # owner of one of its reports, named with the seal, or asked for a second pair of eyes
    gave_reason: bool  # in the last four hours
    broke_glass: bool  # in the last hour


def standing(user: User, record: Report | CaseFile) -> Standing:
    """Return how `user` stands to the file of `record`; from the record itself when it was loaded `with_standing`."""
    kept: tuple[int, Standing] | None = record.__dict__.get("_standing")
    if kept and kept[0] == user.pk:
        return kept[1]
    file_id = record.pk if isinstance(record, CaseFile) else record.case_file_id
    found = ask(_of_the_file, user, file_id, *begins())
    return Standing(*map(bool, found[0])) if found else _NOTHING


def begins() -> tuple[datetime, ...]:
    """Return from which moment on each way into a file is still open, in the order of Way."""
    now = timezone.now()
    return tuple(now - LASTS[way] for way in Way)


def with_standing(rows: QuerySet[Any], user: User, path: str, since: Iterable[datetime]) -> QuerySet[Any]:
    """Return `rows` with the standing of `user` in the same query; `path` leads from a row to its file.

    In: `since` as `begins()` tells it.
    """
    return rows.annotate(**_columns(user, path, since))


def keep_standing(row: Any, user: User, record: Report | CaseFile) -> None:
    """Put what `with_standing` read on `row` in the hands of `record`, for the one request it was loaded for."""
    read = {field.name: bool(getattr(row, _PREFIX + field.name)) for field in fields(Standing)}
    record.__dict__["_standing"] = (user.pk, Standing(**read))


def share_standing(case_file: CaseFile, reports: Iterable[Report]) -> None:
    """Give the reports of a file what was read for the file: it is about the same people."""
    for report in reports:
        report.__dict__["_standing"] = case_file.__dict__["_standing"]


def share_work(user: User, reports: Iterable[Report]) -> None:
    """Tell reports that were read `visible_to` the user how their owner stands to them: that asks nothing anew."""
    for report in reports:
        if report.owner_id == user.pk:
            report.__dict__["_standing"] = (user.pk, _OWN_WORK)


_OWN_WORK = Standing(walled=False, hidden=False, works_on_it=True, gave_reason=False, broke_glass=False)


def _of_the_file(user: User, file_id: int, *since: datetime) -> QuerySet[Any, Any]:
    columns = _columns(user, "pk", since)
    return CaseFile.objects.filter(pk=file_id).annotate(**columns).values_list(*columns)


def _columns(user: User, path: str, since: Iterable[datetime]) -> dict[str, Any]:
    """The columns of Standing, in their order."""
    here = OuterRef(path)
    grants = Grant.objects.filter(worker=user, case_file=here)
    ways = {way: Exists(grants.filter(way=way, at__gt=begin)) for way, begin in zip(Way, since, strict=True)}
    walled, sealed = (Exists(rows.filter(case_file=here)) for rows in (walls_before(user), seals_without(user)))
    found = {
        "walled": walled,
        "hidden": walled | sealed,
        "works_on_it": Exists(Report.objects.filter(_work_of(user), case_file=here)) | Exists(_named(user, here)),
        "gave_reason": ways[Way.REASON],
        "broke_glass": ways[Way.BREAK_GLASS],
    }
    return {_PREFIX + name: column for name, column in found.items()}


_NOTHING = Standing(walled=False, hidden=False, works_on_it=False, gave_reason=False, broke_glass=False)


def _named(user: User, here: OuterRef) -> QuerySet[Named]:
    return Named.objects.filter(person=user, seal__case_file=here, seal__lifted_at__isnull=True)


def _work_of(user: User) -> Q:
    """The reports that make a file one's own work."""
    work = Q(owner=user)
    if user.role in TEAM_ROLES:
        work |= left_without_a_hand(user.team_id) & Q(team=user.team_id)
    if user.role in REVIEWERS:
        work |= Q(status=Status.PROPOSED)
    return work


def way_in(user: User, record: Report | CaseFile) -> str:
    """Say for the trail on what ground `user` is in the file: nothing for who works on it (NEN 7513: why)."""
    seen = standing(user, record)
    if seen.works_on_it or is_of_the_team(user, record):
        return ""
    return str((Way.BREAK_GLASS if seen.broke_glass else Way.REASON).label)


def is_of_the_team(user: User, record: Report | CaseFile) -> bool:
    """A team lead steers all work of the team, an expert is linked to one (domain.md 7): both open its files."""
    return user.role in {Role.TEAM_LEAD, *EXPERTS} and user.team_id is not None and user.team_id == record.team_id
