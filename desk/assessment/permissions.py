"""Who answers the three questions."""

from django.db.models import Q

from desk.accounts.models import User
from desk.reports.access.hidden import for_whom_it_exists
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
    lead = Q(role=Role.TEAM_LEAD, team=report.team_id)
    scientist = Q(role=Role.BEHAVIOURAL_SCIENTIST, region=report.team.region_id)
    people = User.objects.active().filter(lead | scientist).exclude(pk=apart_from or 0).order_by("display_name")
    others = for_whom_it_exists(people, report.case_file_id)
    return [one for one in others if one.role == Role.TEAM_LEAD] or list(others)
