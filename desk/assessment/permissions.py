"""Who answers the three questions."""

from desk.accounts.models import User
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_open
from desk.roles import Role


def may_assess(user: User, report: Report) -> bool:
    """Counsellors and team leads of the own team."""
    return may_change(user, report)


def may_read_assessment(user: User, report: Report) -> bool:
    """Whoever may open the report, experts included: they test the reasoning (domain.md 7)."""
    return may_open(user, report)


def who_may_confirm(report: Report, apart_from: int | None) -> list[User]:
    """The team leads who can decide on a proposal; without any, the behavioural scientists of the region."""
    others = User.objects.active().exclude(pk=apart_from or 0).order_by("display_name")
    leads = list(others.filter(role=Role.TEAM_LEAD, team=report.team_id))
    return leads or list(others.filter(role=Role.BEHAVIOURAL_SCIENTIST, region=report.team.region_id))
