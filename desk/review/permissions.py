"""Who is the second pair of eyes."""

from desk.accounts.models import User
from desk.assessment.models import Assessment
from desk.reports.models import Report
from desk.reports.permissions import is_within_sight, may_change, may_open
from desk.roles import REVIEWERS


def may_review(user: User) -> bool:
    """Team lead or behavioural scientist."""
    return user.is_active and user.role in REVIEWERS


def may_decide(user: User, report: Report) -> bool:
    """A reviewer within whose sight it is: who came in by a reason or broken glass reads, and decides nothing.

    That it is not the proposer is a rule of the row (P8).
    """
    return may_review(user) and may_open(user, report) and is_within_sight(user, report)


def may_answer(user: User, report: Report) -> bool:
    """Whoever works on the report answers the remarks."""
    return may_change(user, report)


def proposed_it_themselves(user: User, assessment: Assessment) -> bool:
    """Then the button stays visible and says why it is not theirs."""
    return assessment.proposed_by_id == user.pk
