"""After every story the promises are looked at again, on all that the story left behind."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from desk.advice.models import Advice
from desk.assessment.choices import Outcome, State, Unsafe
from desk.assessment.models import Assessment
from desk.audit.models import Event
from desk.reports.choices import Disclosure, ReporterKind, Status, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.rules import IDENTITY
from desk.review.models import Decision
from tests.needles import dump, kept_in


@pytest.fixture
def told() -> list[str]:
    """What a caller says that an advice must not keep; the story adds to it."""
    return []


@pytest.fixture(autouse=True)
def the_promises_hold(request) -> Iterator[None]:
    """P1 to P9 after the story, whatever it was about, and a trace of it in the trail (P10)."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    told = request.getfixturevalue("told")
    yield
    advice_knows_nobody(told)
    advice_and_report_never_meet()
    for reporter in Reporter.objects.all():
        the_reporter_is_who_they_may_be(reporter)
    for report in Report.objects.filter(status__in=[Status.DECIDED, Status.CLOSED]):
        questions_came_before_the_decision(report)
    four_eyes_saw_it()
    assert Event.objects.exists()
    never_rewritten("audit_event", "act")
    if Decision.objects.exists():
        never_rewritten("review_decision", "remark")


def advice_knows_nobody(told: list[str]) -> None:
    """P1."""
    rows = dump()
    advice = "".join(text for table, text in rows.items() if table.startswith("advice_")).lower()
    for words in told:
        assert words.lower() not in advice
        assert words.lower() not in (rows["audit_event"] + rows["django_session"]).lower()


def advice_and_report_never_meet() -> None:
    """P2."""
    for advice in Advice.objects.all():
        places = kept_in(advice.pk, advice.number)
        assert places <= {"advice_advice", "advice_referral", "audit_event"}
    about_reports = Event.objects.filter(subject_kind__in=["report", "case_file"])
    assert not about_reports.filter(subject__startswith="A-").exists()


def the_reporter_is_who_they_may_be(row: Reporter) -> None:
    """P3, P4, P5 and, for what a page is given of a hidden reporter, P6."""
    if row.kind == ReporterKind.PROFESSIONAL:
        assert row.disclosure != Disclosure.UNKNOWN
        assert not row.is_hidden or (row.shield_ground and row.shield_explanation and row.safety_agreement)
        assert not row.is_hidden or (row.review_on and row.asked_by_id)
    if row.kind == ReporterKind.CITIZEN and row.disclosure == Disclosure.OPEN:
        assert row.consent_on
    if row.disclosure == Disclosure.UNKNOWN:
        assert not any(getattr(row, column) for column in IDENTITY)
    if row.is_hidden and row.name:
        assert kept_in(row.name) == {"reports_reporter"}
    if row.report.status not in (Status.INTAKE, Status.WITHDRAWN):
        assert row.verdict not in (Verdict.PENDING, Verdict.REFUSED)


def questions_came_before_the_decision(report: Report) -> None:
    """P7."""
    answers = report.assessments.get(state=State.CONFIRMED)
    closes = [Outcome.NO_FOLLOW_UP, Outcome.CONVERTED_TO_ADVICE]
    if answers.unsafe == Unsafe.NO:
        assert report.status == Status.CLOSED
        assert answers.outcome in closes
    else:
        assert report.status == Status.DECIDED
        assert answers.outcome not in closes
    if answers.unsafe == Unsafe.YES:
        assert answers.safety_conditions
        assert answers.circle_can
        assert answers.parties or answers.stays_here


def four_eyes_saw_it() -> None:
    """P8."""
    assert all(row.proposed_by_id != row.decided_by_id for row in Decision.objects.all())
    assert all(row.decided_by_id is None or row.asked_by_id != row.decided_by_id for row in Reporter.objects.all())
    proposals = Assessment.objects.exclude(state=State.DRAFT)
    assert all(row.proposed_by_id for row in proposals)


def never_rewritten(table: str, column: str) -> None:
    """P9, and for the trail P10: the table takes rows, gives none back and makes none into another."""
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'another'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
