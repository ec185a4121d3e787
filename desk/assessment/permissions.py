"""Who answers the three questions."""

from desk.accounts.models import User
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_open


def may_assess(user: User, report: Report) -> bool:
    """Counsellors and team leads of the own team."""
    return may_change(user, report)


def may_read_assessment(user: User, report: Report) -> bool:
    """Whoever may open the report, experts included: they test the reasoning (domain.md 7)."""
    return may_open(user, report)
