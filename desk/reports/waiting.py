"""Which reports wait for whom: the three tabs of the work list."""

from typing import Any

from django.db.models import Q, QuerySet

from desk.accounts.models import User
from desk.reports.choices import IN_HAND, Disclosure, Status, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.roles import REVIEWERS, TEAM_ROLES, Role

BEING_DONE = [Status.INTAKE, Status.ASSESSING]
_BEING_DONE = Q(status__in=BEING_DONE)


def left_behind(team_id: int | None, path: str = "") -> Q:
    """Return what holds for the reports of a team that nobody works on any more; `path` leads from a row to its report.

    What came through the portal has no owner yet. Whoever left, or does other work now, has no hand to it any more.
    From that moment it is work of the whole team. Who is in the team is asked once, and not for each report.
    """
    at_work = User.objects.filter(is_active=True, role__in=TEAM_ROLES, team=team_id)
    return Q(**{f"{path}owner__isnull": True}) | ~Q(**{f"{path}owner__in": at_work.values("pk")})


def left_without_a_hand(team_id: int | None) -> Q:
    """The same, for what is not proposed yet: there is still something to do about it."""
    return left_behind(team_id) & _BEING_DONE


def in_hand(user: Any) -> QuerySet[Any]:
    """Every report of the own team (or region, for an expert) that is not decided, closed or withdrawn."""
    return Report.objects.visible_to(user).filter(status__in=IN_HAND)


def mine(user: Any) -> QuerySet[Any]:
    """The reports `user` works on, wherever they are on their way."""
    return in_hand(user).filter(owner=user)


def waiting_for(user: Any) -> QuerySet[Any]:
    """What `user` must do something about: own reports in hand, for a reviewer what others propose or ask.

    What somebody who left was working on waits for everybody of the team. Acute reports stand on top for every team
    lead, whoever works on them.
    """
    waits = Q(owner=user) & _BEING_DONE
    if user.role in TEAM_ROLES:
        waits |= left_without_a_hand(user.team_id)
    if user.role in REVIEWERS:
        waits |= Q(status=Status.PROPOSED) & ~Q(owner=user)
    if user.role == Role.TEAM_LEAD:
        waits |= Q(pk__in=_asked_by_others(user).values("report")) | Q(acute=True)
    return in_hand(user).filter(waits)


def is_left_behind(report: Any) -> bool:
    """Does nobody work on this report: no owner yet, or one who left the team? As left_behind(), for one row."""
    owner = report.owner
    if owner is None:
        return True
    return not owner.is_active or owner.role not in TEAM_ROLES or owner.team_id != report.team_id


def secrecy_waiting(user: Any) -> QuerySet[Reporter]:
    """Shields and unknown reporters that wait for a team lead of the own team who did not ask themselves."""
    within_reach = Report.objects.visible_to(user).exclude(status=Status.WITHDRAWN)
    return _asked_by_others(user).filter(report__in=within_reach.values("pk")).order_by("asked_at")


def _asked_by_others(user: Any) -> QuerySet[Reporter]:
    """Shields and unknown reporters of any team that somebody else asked and nobody decided on."""
    return Reporter.objects.filter(verdict=Verdict.PENDING).exclude(disclosure=Disclosure.OPEN).exclude(asked_by=user)
