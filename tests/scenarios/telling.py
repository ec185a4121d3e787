"""Words the stories share: a moment on the desk's clock, what is kept afterwards, and what is in the trail."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from desk.accounts.models import User
from desk.advice.models import Advice
from desk.assessment.models import Assessment
from desk.audit.models import Event
from desk.deadlines import local_day
from desk.reports import actions, people
from desk.reports.choices import Disclosure, ReporterKind
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.persons import Person
from desk.review import actions as review
from desk.review.models import Decision
from tests import stories

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOTHING = ("none", False)
CONSENT = {"disclosure": "open", "name": "T. Testbeller", "phone": "010 000 00 02"}
CONCERNED: dict[str, Any] = {**CONSENT, "kind": "person_concerned", "capacity": "N02"}
SAFE: dict[str, Any] = {"trafficking": "no", "trafficking_kinds": []}


def moment(text: str) -> datetime:
    """A moment in Amsterdam, as a story gives it."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def citizen(at: datetime, **other: Any) -> dict[str, Any]:
    """A citizen who agrees that the family hears who reported."""
    return {**CONSENT, "kind": "citizen", "capacity": "N03", "consent_on": local_day(at), **other}


def professional(capacity: str, organisation: str, **other: Any) -> dict[str, Any]:
    """A professional under their own name."""
    return {**stories.TEACHER, "capacity": capacity, "organisation": organisation, "function": "Medewerker", **other}


def report(*, by: User, at: datetime, reporter: dict[str, Any], **answers: Any) -> Report:
    """A report without signs of trafficking, unless the story has them."""
    return stories.a_report(by=by, at=at, reporter=reporter, **{**SAFE, "meldcode_complete": "", **answers})


def taken_in(row: Report, *, by: User, at: datetime) -> Report:
    """The same report with its intake done."""
    return actions.take_in(by=by, at=at, report=row, version=stories.fresh(row).version)


def family(row: Report, *, by: User, at: datetime, role: str = "child", **answers: Any) -> Person:
    """Write down somebody the report is about."""
    return people.save_person(by=by, at=at, case_file=stories.fresh(row.case_file), role=role, **answers)


def decided(row: Report, *, by: User, second: User, at: datetime, **answers: Any) -> Decision:
    """The three questions answered by one, confirmed by another."""
    proposal: Assessment = stories.proposed(by=by, at=at, report=stories.fresh(row), **answers)
    return review.confirm(by=second, at=at, assessment=proposal, version=proposal.version)


def stored() -> tuple[str, bool]:
    """What the desk keeps: of the reporter nothing, a sealed or an open name; and whether it knows the family."""
    return _of_the_reporter(Reporter.objects.first()), Person.objects.exists()


def happened(act: str, *, by: User | None = None) -> int:
    """How often this act succeeded, by anybody or by one person."""
    return _events(act, by).filter(outcome="done").count()


def tried(act: str, *, by: User | None = None) -> list[str]:
    """The rules that refused this act, by anybody or to one person."""
    return list(_events(act, by).filter(outcome="refused").values_list("rule", flat=True))


def only_counted(advice: Advice) -> None:
    """An advice and nothing else: no report, so no term; no person; and no clock in the trail."""
    assert stored() == NOTHING
    assert not Report.objects.exists()
    assert happened("advice_closed" if not advice.is_open else "advice_opened") == 1
    assert not Event.objects.filter(subject_kind="advice", at__isnull=False).exists()


def _of_the_reporter(row: Reporter | None) -> str:
    if row is None or row.disclosure == Disclosure.UNKNOWN:
        return "none"
    if row.kind == ReporterKind.EX_OFFICIO:
        # The desk itself reports; who told it is known only when that person stands in the file.
        return "open" if Person.objects.filter(is_reporter=True).exists() else "none"
    return "sealed" if row.is_hidden else "open"


def _events(act: str, by: User | None) -> Any:
    events = Event.objects.filter(act=act)
    return events.filter(actor_id=by.pk) if by else events
