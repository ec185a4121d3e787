"""What waits for a second pair of eyes, acute first, then by the day it is due."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from desk.assessment.choices import Outcome, State
from desk.assessment.models import Assessment
from desk.deadlines import local_day
from desk.reports.choices import Disclosure, Status, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.rules import IDENTITY
from desk.reports.waiting import secrecy_waiting
from desk.review.permissions import may_review
from desk.roles import Role

SHORT_OUTCOMES = {
    Outcome.NO_FOLLOW_UP: "geen vervolg",
    Outcome.CONVERTED_TO_ADVICE: "omzetten in advies",
    Outcome.INVESTIGATION: "onderzoek",
    Outcome.CONDITIONS_AND_FOLLOW_UP: "Voorwaarden en Vervolg",
    Outcome.HANDOVER: "overdracht",
    Outcome.REGIONAL_TAILORED_WORK: "regionaal maatwerk",
}


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


@dataclass(frozen=True)
class Item:
    """One line of the queue."""

    kind: str
    title: str
    number: str
    who: str
    acute: bool
    due: date | None
    since: datetime | None
    locked: bool

    @property
    def url(self) -> str:
        return reverse(f"review:{self.kind}", args=[self.number])


def secrecy_requests(user: Any) -> QuerySet[Reporter]:
    """Shields and unknown reporters that wait for a team lead of this team, their own request included.

    Who reported is not read from the database: a verdict rests on the ground, not on the name.
    """
    if user.role != Role.TEAM_LEAD:
        return Reporter.objects.none()
    return (
        Reporter.objects.filter(verdict=Verdict.PENDING, report__team=user.team_id)
        .exclude(disclosure=Disclosure.OPEN)
        .exclude(report__status=Status.WITHDRAWN)
        .select_related("report__case_file", "report__team", "asked_by")
        .defer(*IDENTITY)
        .order_by("asked_at")
    )


def waiting(user: Any) -> list[Item]:
    """The queue: acute first, then by day; what somebody else must decide stands below."""
    found = [_proposal(row, user) for row in proposals(user)] + [_request(row, user) for row in secrecy_requests(user)]
    return sorted(found, key=lambda item: (item.locked, not item.acute, item.due or date.max, item.number))


def _proposal(row: Assessment, user: Any) -> Item:
    own = row.proposed_by_id == user.pk
    return Item(
        kind="proposal",
        title=f"Besluit: {SHORT_OUTCOMES[Outcome(row.outcome)]}",
        number=row.report.number,
        who="u zelf" if own else str(row.proposed_by),
        acute=row.report.acute,
        due=row.report.review_by,
        since=None,
        locked=own,
    )


def _request(row: Reporter, user: Any) -> Item:
    own = row.asked_by_id == user.pk
    unknown = row.disclosure == Disclosure.UNKNOWN
    return Item(
        kind="secrecy",
        title="Onbekende melder" if unknown else "Afscherming melder",
        number=row.report.number,
        who="u zelf" if own else str(row.asked_by),
        acute=row.report.acute,
        due=local_day(row.asked_at) if row.asked_at else None,
        since=row.asked_at,
        locked=own,
    )
