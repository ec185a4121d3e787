"""How a report comes into being, wherever it came in: its file, its own row, and the reporter beside it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from desk import guard
from desk.accounts.models import Team, User
from desk.deadlines import due, local_day
from desk.directory.public import of_the_directory
from desk.reports import case_rules, rules
from desk.reports.choices import Answer, Arrival, Disclosure, ReporterKind, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.reports.numbers import next_number
from desk.rulebook import answer

# The columns of Report that somebody answers; how and when it came in is said once, the rest is stamped by the desk.
ANSWERS = (
    *("danger", "danger_action", "title", "municipality", "municipality_id", "occasions", "natures"),
    *("trafficking", "trafficking_kinds", "labour_sectors", "help_present", "network", "protective", "request"),
    *("persons_informed", "not_informed_reason", "meldcode_complete", "meldcode_note", "late_reason"),
)
ARRIVED = ("channel", "received_at")


def open_file(team: Team, *, at: datetime, follows: CaseFile | None = None) -> CaseFile:
    """Open a new case file for `team`."""
    opened = CaseFile(number=next_number("C", local_day(at)), team=team, opened_at=at, follows=follows)
    opened.clean_fields()  # our own values: the database checks the rules, and its number was given to nobody else
    opened.save()
    return opened


def filed(
    case_file: CaseFile,
    answers: dict[str, Any],
    reporter: dict[str, Any],
    *,
    submission: UUID,
    owner: User | None,
    written_by: User | None,
    asked_by: User,
    at: datetime,
    is_new_file: bool,
) -> Report:
    """Store a report with its reporter. `owner` None: it waits for the whole team.

    `is_new_file`: the file was opened for it. `asked_by` is who asks for a shield. Raises Refused, ValidationError
    (every rule of report and reporter).
    """
    report = Report(
        submission=submission,
        case_file=case_file,
        team=case_file.team,
        owner=owner,
        entered_at=at,
        arrival=_arrival(case_file, is_new_file=is_new_file),
        assess_by=due("assessment", local_day(answers["received_at"])),
        acute=answers["danger"] == Answer.YES,
    )
    answer(report, answers, ANSWERS + ARRIVED)
    case_rules.title_names_nobody(report.title, guard.find(report.title, of_the_directory()))
    # Whether this form was stored already is seen by whoever calls, in turn; nobody else gets the number.
    report.full_clean(exclude=["number"], validate_unique=False)
    report.number = next_number("M", local_day(at))
    write(report, by=written_by)
    _write_reporter(Reporter(report=report), reporter, by=asked_by, at=at)
    return report


def write(report: Report, *, by: User | None) -> None:
    """Save a report; its history row names `by`, or nobody."""
    report._history_user = by
    report.save()


def kept_moment(received: datetime, disclosure: str) -> datetime:
    """Return when a report came in: of an unknown reporter the hour, for the minute is on a telephone bill (P5)."""
    return received.replace(minute=0, second=0, microsecond=0) if disclosure == Disclosure.UNKNOWN else received


def _arrival(case_file: CaseFile, *, is_new_file: bool) -> str:
    """Follow-up: the file runs already. Repeat: it follows a closed file. Otherwise first (domain.md 3.5)."""
    if not is_new_file and case_file.reports.exists():
        return Arrival.FOLLOW_UP
    return Arrival.REPEAT if case_file.follows_id else Arrival.FIRST


def _write_reporter(reporter: Reporter, answers: dict[str, Any], *, by: User, at: datetime) -> None:
    answer(reporter, answers, rules.REPORTER_ANSWERS)
    rules.shield_ground_is_allowed(reporter.shield_ground)
    rules.review_lies_ahead(reporter.review_on, local_day(at))
    if needs_verdict(reporter):
        reporter.verdict, reporter.asked_by, reporter.asked_at = Verdict.PENDING, by, at
    reporter.full_clean(validate_unique=False)  # of a report that came into being just now
    reporter.save(force_insert=True)


def needs_verdict(reporter: Reporter) -> bool:
    """A shielded professional (P4) and an unknown citizen (P5) wait for a team lead."""
    shielded_professional = reporter.kind == ReporterKind.PROFESSIONAL and reporter.disclosure == Disclosure.SHIELDED
    return shielded_professional or reporter.disclosure == Disclosure.UNKNOWN
