"""What waits for a second pair of eyes, acute first, then by the day it is due."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.urls import reverse

from desk.accounts.models import User
from desk.accounts.ready import ask
from desk.assessment.choices import Outcome, State
from desk.assessment.models import Assessment
from desk.deadlines import local_day
from desk.reports.access.permissions import may_judge_access
from desk.reports.access.queue import emergencies, to_consent, to_judge
from desk.reports.choices import Disclosure, Status, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.waiting import secrecy_waiting, waiting_for
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
    return Assessment.objects.filter(state=State.PROPOSED, report__in=reach)


class Waits(NamedTuple):
    """How much waits for somebody: on the work list, for a second pair of eyes, at the doors of files, broken glass."""

    work: int
    reviews: int
    access: int
    glass: int


def how_many(user: User) -> Waits:
    """What waits for `user`, own proposals apart, in one statement. Who does not review has nothing to review."""
    found = Counter(dict.fromkeys(Waits._fields, 0))
    [counts] = ask(_in_one_statement, user)
    for (name, _), count in zip(_counted(user), counts, strict=True):
        found[name] += count or 0
    return Waits(**found)


def _counted(user: User) -> list[tuple[str, Callable[[User], QuerySet[Any]]]]:
    """What is counted for somebody with this role: which number it adds to, and the rows."""
    counted: list[tuple[str, Callable[[User], QuerySet[Any]]]] = [("work", waiting_for)]
    if may_review(user):
        counted.append(("reviews", lambda user: proposals(user).exclude(proposed_by=user)))
    if may_review(user) and user.role == Role.TEAM_LEAD:
        counted.append(("reviews", secrecy_waiting))
    if may_judge_access(user):
        counted += [("access", to_judge), ("access", to_consent), ("glass", emergencies)]
    return counted


def _in_one_statement(user: User) -> QuerySet[Any, Any]:
    return User.objects.filter(pk=user.pk).values_list(*(_count(rows(user)) for _, rows in _counted(user)))


def _count(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().annotate(n=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("n"), output_field=IntegerField())


SHOWN = 25  # lines of the queue beside a proposal


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
    """Shields and unknown reporters that wait for a team lead of this team, their own request included."""
    if user.role != Role.TEAM_LEAD:
        return Reporter.objects.none()
    return (
        Reporter.objects.filter(verdict=Verdict.PENDING, report__in=Report.objects.visible_to(user).values("pk"))
        .exclude(disclosure=Disclosure.OPEN)
        .exclude(report__status=Status.WITHDRAWN)
    )


class _Row(NamedTuple):
    """The columns of the queue, the same for both kinds. Who reported is not among them."""

    kind: str
    what: str
    number: str
    acute: bool
    who_id: int | None
    who: str | None
    review_by: date | None
    asked_at: datetime | None


def waiting(user: Any) -> list[Item]:
    """The queue, in one statement: acute first, then by day; what somebody else must decide stands below."""
    no_day, no_moment = Value(None, DateField()), Value(None, DateTimeField())
    ours = proposals(user).values_list(*_columns("proposal", "outcome", "proposed_by"), "report__review_by", no_moment)
    asked = secrecy_requests(user).values_list(*_columns("secrecy", "disclosure", "asked_by"), no_day, "asked_at")
    found = [_item(_Row(*row), user) for row in ours.union(asked, all=True)]
    return sorted(found, key=lambda item: (item.locked, not item.acute, item.due or date.max, item.number, item.kind))


def beside(user: Any) -> dict[str, Any]:
    """Return the queue as it stands beside what is reviewed: who waits, the first of them, and how many more."""
    items = waiting(user)
    return {"items": items, "first": items[:SHOWN], "more": max(0, len(items) - SHOWN)}


def _columns(kind: str, what: str, who: str) -> list[Any]:
    return [Value(kind, CharField()), what, "report__number", "report__acute", who, _name_of(who)]


def _name_of(who: str) -> Any:
    """A shield that the reporter asked in person, through the portal, names nobody here."""
    own = When(**{f"{who}__role": Role.PROFESSIONAL}, then=Value("de melder zelf"))
    return Case(own, default=F(f"{who}__display_name"), output_field=CharField())


def _item(row: _Row, user: Any) -> Item:
    own = row.who_id == user.pk
    return Item(
        kind=row.kind,
        title=_TITLES[row.kind](row.what),
        number=row.number,
        who="u zelf" if own else str(row.who),
        acute=row.acute,
        due=local_day(row.asked_at) if row.asked_at else row.review_by,
        since=row.asked_at,
        locked=own,
    )


_TITLES: dict[str, Callable[[str], str]] = {
    "proposal": lambda outcome: f"Besluit: {SHORT_OUTCOMES[Outcome(outcome)]}",
    "secrecy": lambda shown: "Onbekende melder" if shown == Disclosure.UNKNOWN else "Afscherming melder",
}
