"""What a professional reports through the portal, taken in as one act; by the rules of every other report."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import Team, User
from desk.audit import trail
from desk.deadlines import due, local_day
from desk.reports import case_rules, filing, rules
from desk.reports.choices import Channel, ReporterKind
from desk.reports.meldcode_steps import MeldcodeSteps
from desk.reports.models import Household, Observation, Passage, Person, Report
from desk.reports.numbers import wait_turn
from desk.reports.permissions import may_report_through_portal
from desk.rulebook import Refused, answer, tidied

_PERSON = (
    *("role", "called", "first_names", "prefix", "surname", "sex", "unborn", "birth_year", "birth_month", "birth_day"),
    *("phone", "whereabouts", "language", "has_custody", "school_or_gp", "lives_elsewhere"),
)
_HOUSEHOLD = ("address", "postcode", "place", "composition")
_STAMPED = {"report", "framework", "framework_from"}
_STEPS = tuple(field.name for field in MeldcodeSteps._meta.fields if field.name not in _STAMPED)


class Portal(trail.System):
    """Who stands in the trail of the report: its own lines name no reporter, for a shield hides just that name (P6)."""

    display_name = "Het portaal"


@trail.act("report_filed")
def receive_report(
    *,
    by: User,
    at: datetime,
    submission: UUID,
    team: Team,
    reporter: dict[str, Any],
    household: dict[str, Any],
    persons: Iterable[dict[str, Any]],
    passages: Iterable[dict[str, Any]],
    observations: Iterable[dict[str, str]],
    steps: dict[str, Any],
    **answers: Any,
) -> Report:
    """File what professional `by` sends: report, reporter, persons, household, facts and Meldcode steps, or nothing.

    In: the columns of each row; a person with `at_home` lives in the household. Out: the report, in the intake of
    `team` and of nobody yet. Raises PermissionDenied, Refused, ValidationError (every rule of the desk).
    """
    if not may_report_through_portal(by):
        raise PermissionDenied
    rules.portal_reporter_is_a_professional(reporter.get("kind", ""), reporter.get("disclosure", ""))
    _sent_once(submission, at=at)
    report = filing.filed(
        filing.open_file(team, at=at),
        {**answers, "channel": Channel.FORM, "received_at": at},
        {**reporter, "kind": ReporterKind.PROFESSIONAL},
        submission=submission,
        owner=None,
        written_by=None,
        asked_by=by,
        at=at,
        is_new_file=True,
    )
    _people(report, household, persons, at=at)
    _concern(report, passages, observations)
    _steps(report, steps)
    trail.record("report_filed", by=Portal(), at=at, subject=report, detail="via het portaal")
    return report


def _sent_once(submission: UUID, *, at: datetime) -> None:
    wait_turn("M", local_day(at))
    if Report.objects.filter(submission=submission).exists():
        raise Refused("report_is_stored_already", "Deze melding is al verstuurd.")


def _people(report: Report, household: dict[str, Any], persons: Iterable[dict[str, Any]], *, at: datetime) -> None:
    home = Household(case_file=report.case_file)
    answer(home, household, _HOUSEHOLD)
    home.full_clean()
    home.save()
    day = local_day(at)
    for told in persons:
        person = Person(case_file=report.case_file, recorded_on=day, inform_by=due("inform", day))
        answer(person, {name: value for name, value in told.items() if name != "at_home"}, _PERSON)
        person.household = home if told.get("at_home") else None
        case_rules.birth_date_exists(person.birth_year, person.birth_month, person.birth_day, day)
        person.full_clean()
        person.save()


def _concern(report: Report, passages: Iterable[dict[str, Any]], observations: Iterable[dict[str, str]]) -> None:
    rows = [Passage(report=report, **tidied(told)) for told in passages]
    seen = [Observation(report=report, **tidied(told)) for told in observations]
    for row in (*rows, *seen):
        row.full_clean()
    Passage.objects.bulk_create(rows)
    Observation.objects.bulk_create(seen)


def _steps(report: Report, told: dict[str, Any]) -> None:
    steps = MeldcodeSteps(report=report, framework=told["framework"], framework_from=told["framework_from"])
    answer(steps, {name: value for name, value in told.items() if name not in _STAMPED}, _STEPS)
    steps.full_clean()
    steps.save(force_insert=True)
