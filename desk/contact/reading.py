"""What the pages show of the thread, and which reports wait because of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from desk.accounts.ready import ask
from desk.contact.choices import FROM_THE_REPORTER, GOES_ON, Kind
from desk.contact.models import Message
from desk.contact.moments import Moment, moments_of, outcome_of
from desk.reports.actions import reporter_of
from desk.reports.choices import RUNNING, Disclosure, Status
from desk.reports.identity import Reporter
from desk.reports.masked import Mask
from desk.reports.meldcode_steps import MeldcodeSteps, steps_of
from desk.reports.mentions import Texts
from desk.reports.models import Report
from desk.reports.waiting import left_behind
from desk.review.choices import Verdict
from desk.review.models import Decision
from desk.review.reading import texts_that_leave as texts_of_the_rest
from desk.roles import TEAM_ROLES

MOST = 8  # lines of the work list; the thread itself is whole


@dataclass(frozen=True)
class Thread:
    """The messages of one report, oldest first, and what is still to be told."""

    messages: list[Message]
    moments: list[Moment]
    runs: bool = True

    @property
    def new(self) -> list[Message]:
        return [message for message in self.messages if message.is_new]

    @property
    def questions(self) -> list[Message]:
        return [message for message in self.messages if message.kind == Kind.QUESTION and message.waits]

    @property
    def wish(self) -> Message | None:
        """The wish to withdraw that waits for the desk; of a closed report nothing is left to decide."""
        return next((m for m in self.messages if self.runs and m.kind == Kind.WITHDRAWAL and m.waits), None)

    @property
    def due(self) -> Moment | None:
        """The feedback that can be given now."""
        return next((moment for moment in self.moments if moment.waits), None)


def came_by_the_portal(report: Report) -> bool:
    """Did the reporter send it through the portal, so that they read there what is written to them?"""
    return steps_of(report) is not None


def messages_of(report: Report) -> list[Message]:
    """Every message, oldest first, with what it speaks of and who saw it; one query."""
    return list(Message.objects.filter(report=report).select_related("reply", "about", "reading", "by"))


def thread_of(report: Report, *, wants_feedback: bool) -> Thread:
    """Return the thread; without moments for a reporter who asked for no feedback or is unknown (rule 14)."""
    messages = messages_of(report)
    moments = moments_of(report, outcome_of(report) if report.decided_at else "", messages) if wants_feedback else []
    return Thread(messages, moments, report.status in RUNNING)


def wants_feedback(report: Report) -> bool:
    """Did the reporter ask to hear of it? An unknown one cannot (domain.md rule 14)."""
    asked = Reporter.objects.filter(report=report, wants_feedback=True)
    return asked.exclude(disclosure=Disclosure.UNKNOWN).exists()


def is_shielded(report: Report) -> bool:
    """May the family not know who reported?"""
    return Reporter.objects.filter(report=report).exclude(disclosure=Disclosure.OPEN).exists()


def texts_that_leave(report: Report) -> Texts:
    """What others than the desk may read: the report, its answers, and of the thread what is not kept back (P6)."""
    return [*texts_of_the_rest(report), *thread_that_leaves(messages_of(report), reporter_of(report))]


def thread_that_leaves(messages: list[Message], reporter: Mask | Reporter) -> Texts:
    """What the reporter added, without what must not be shared, and never why they would rather withdraw."""
    kept = {message.pk for message in kept_back(messages, reporter)}
    told = [m for m in messages if m.is_of_the_reporter and m.kind != Kind.WITHDRAWAL and m.pk not in kept]
    return [(m.get_kind_display(), "\n".join((m.text, m.view, m.who, m.happened))) for m in told]


def kept_back(messages: Iterable[Message], reporter: Mask | Reporter) -> list[Message]:
    """What the reporter kept back, and all they wrote before a shield was asked: nobody asked them then (P4, P6)."""
    asked = reporter.asked_at if reporter.is_hidden else datetime.min.replace(tzinfo=UTC)
    return [m for m in messages if m.withheld or (m.is_of_the_reporter and (asked is None or m.at < asked))]


@dataclass(frozen=True)
class Waiting:
    """One line of the work list: a number and what to do, without a word of what was written."""

    report: Report
    words: str
    late: bool = False


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """What reporters wrote and nobody saw, and feedback that is to be given: of own reports, and of nobody's.

    A report that was withdrawn is the work of nobody else any more.
    """
    found = {pk: waits for pk, *waits in ask(_waiting_for, user, today)} if user.role in TEAM_ROLES else {}
    reports = Report.objects.in_bulk(found) if found else {}
    return [_line(reports[pk], *waits, today) for pk, waits in found.items() if pk in reports]


def _waiting_for(user: Any, today: date) -> QuerySet[Any, Any]:
    own_or_nobodys = Q(report__owner=user) | left_behind(user.team_id, "report__") & ~Q(report__status=Status.WITHDRAWN)
    within_reach = Report.objects.visible_to(user).filter(pk=OuterRef("pk"))
    rows = with_what_waits(goes_on().filter(own_or_nobodys, Exists(within_reach)))
    found = rows.filter(Q(unread=True) | Q(first_waits=True) | Q(second_waits=True, report__conclude_by__lte=today))
    return found.order_by("report__assess_by", "pk").values_list("pk", "unread", "first_waits")[:MOST]


def goes_on() -> QuerySet[MeldcodeSteps]:
    """The reports of the portal in whose thread something waits, or may still come to wait."""
    return MeldcodeSteps.objects.filter(thread_rests=False)


def with_what_waits(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return these rows with what waits in the thread of each: a message, feedback now, feedback to come."""
    here = Message.objects.filter(report=OuterRef("pk"))
    unread = here.filter(kind__in=FROM_THE_REPORTER, reading__isnull=True)
    asked = Reporter.objects.filter(report=OuterRef("pk"), wants_feedback=True).exclude(disclosure=Disclosure.UNKNOWN)
    confirmed = Decision.objects.filter(report=OuterRef("pk"), verdict=Verdict.CONFIRMED)
    to_go_on = Exists(confirmed.filter(outcome__in=GOES_ON))
    first, second = Exists(here.filter(kind=Kind.FEEDBACK_1)), Exists(here.filter(kind=Kind.FEEDBACK_2))
    return rows.annotate(
        unread=Exists(unread),
        first_waits=Exists(asked) & Exists(confirmed) & ~first,
        comes_second=Exists(asked) & to_go_on & ~second,
        second_waits=Exists(asked) & to_go_on & first & ~second,
    )


def _line(report: Any, unread: bool, first_waits: bool, today: date) -> Waiting:
    if unread:
        return Waiting(report, "Lees wat de melder schreef")
    if first_waits:
        first = moments_of(report, "", [])[0]
        return Waiting(report, "Geef terugkoppeling na de beoordeling", bool(first.due and first.due < today))
    return Waiting(report, "Geef terugkoppeling aan het eind", report.conclude_by < today)
