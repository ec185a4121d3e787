"""What waits for a lead or the privacy officer: access to judge, and reporters to be shown."""

from typing import Any

from django.db.models import Q, QuerySet

from desk.reports.access.choices import Consented, Judgement, Way
from desk.reports.access.hidden import hidden_from
from desk.reports.access.models import Consent, Grant
from desk.roles import Role


def to_judge(user: Any) -> QuerySet[Grant]:
    """Looks that wait for the judgement of `user`: never their own, never of a file that does not exist for them."""
    waiting = Grant.objects.filter(judgement=Judgement.PENDING).exclude(worker=user)
    return _within(user, waiting, "case_file", way=Way.BREAK_GLASS)


def emergencies(user: Any) -> QuerySet[Grant]:
    """Broken glass that `user` must know of at once."""
    return to_judge(user).filter(way=Way.BREAK_GLASS)


def to_consent(user: Any) -> QuerySet[Consent]:
    """Shielded reporters that somebody else wants to see, and that wait for `user` or another lead or officer."""
    waiting = Consent.objects.filter(verdict=Consented.PENDING).exclude(worker=user)
    return _within(user, waiting, "report__case_file")


def _within(user: Any, rows: QuerySet[Any], path: str, **of_the_officer: Any) -> QuerySet[Any]:
    if not user.is_active or user.role not in (Role.TEAM_LEAD, Role.PRIVACY_OFFICER):
        return rows.none()
    if user.role == Role.TEAM_LEAD:
        return rows.filter(**{f"{path}__team": user.team_id}).exclude(hidden_from(user, path))
    return rows.filter(Q(**of_the_officer), **{f"{path}__team__region": user.region_id})
