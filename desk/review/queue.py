"""What waits for a second pair of eyes, acute first, then by the day it is due."""

from typing import Any

from django.db.models import QuerySet

from desk.assessment.choices import State
from desk.assessment.models import Assessment
from desk.reports.models import Report
from desk.reports.waiting import secrecy_waiting
from desk.review.permissions import may_review
from desk.roles import Role


def proposals(user: Any) -> QuerySet[Assessment]:
    """Proposals within reach of `user`, their own included: those stay visible, with the reason."""
    reach = Report.objects.visible_to(user).values("pk")
    return (
        Assessment.objects.filter(state=State.PROPOSED, report__in=reach)
        .select_related("report__case_file", "report__team__region", "proposed_by")
        .order_by("-report__acute", "report__review_by", "pk")
    )


def waiting_reviews(user: Any) -> int:
    """How many proposals and reporters wait for `user`, own proposals apart. Nothing for who does not review."""
    if not may_review(user):
        return 0
    shields = secrecy_waiting(user).count() if user.role == Role.TEAM_LEAD else 0
    return proposals(user).exclude(proposed_by=user).count() + shields
