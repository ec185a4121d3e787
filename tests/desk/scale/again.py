"""The story of a report of the large region, lived once more through the actions, and what both left behind."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from desk.assessment import actions as questions
from desk.assessment.models import Assessment
from desk.audit.models import Event, Tie
from desk.reports import actions, concern, people, secrecy, tasks
from desk.reports.filing import ANSWERS
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.reports.rules import REPORTER_ANSWERS
from desk.review import actions as review
from desk.review.models import Decision
from tests.stories import fresh

_KEYS = {"id", "number", "submission", "case_file", "report", "assessment", "person", "other", "household"}
_OF_A_VERSION = {"history_id", "history_date", "history_salt"}
_OF_QUESTIONS = (
    *("unsafe", "explanation", "acute", "structural", "disclosure", "established", "immediate_action", "own_strength"),
    *("network", "professional_help", "safety_conditions", "circle_can", "cooperates", "parties", "contacts"),
    *("stays_here", "regional_task"),
)


def answers(row: Any, names: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names if not name.endswith("_id")}


def columns(row: Any) -> dict[str, Any]:
    """All but the keys and numbers, which a second story cannot share."""
    names = [field.name for field in row._meta.concrete_fields]
    kept = {name: getattr(row, name) for name in names if name not in _KEYS | _OF_A_VERSION}
    return {name: str(value) for name, value in kept.items() if name != "investigation_number"}


def told_again(told: Report) -> Report:
    """Live the whole story of `told` again, in a file of its own."""
    reporter = Reporter.objects.get(report=told)
    given = {**answers(told, ANSWERS), "channel": told.channel, "received_at": told.received_at}
    report = actions.file_report(
        by=told.owner,
        at=told.entered_at,
        submission=uuid4(),
        reporter=answers(reporter, REPORTER_ANSWERS),
        follows=told.case_file.follows,
        **given,
    )
    _people(told, report)
    if reporter.decided_by:
        asked = actions.reporter_of(report)
        secrecy.approve_secrecy(by=reporter.decided_by, at=reporter.decided_at, reporter=asked, version=asked.version)
    on = {"by": told.owner, "report": report, "version": 1}
    if told.withdrawn_at:
        actions.withdraw_report(**on, at=told.withdrawn_at, withdrawn_reason=told.withdrawn_reason)
    if told.taken_in_at:
        actions.take_in(**on, at=told.taken_in_at)
        for note in told.case_file.notes.order_by("pk"):
            concern.add_note(by=note.by, at=note.at, case_file=report.case_file, text=note.text, submission=uuid4())
        _weigh(told, report)
    return fresh(report)


def _people(told: Report, report: Report) -> None:
    on = {"by": told.owner, "at": told.entered_at + timedelta(minutes=5), "case_file": report.case_file}
    names = ("label", "address", "postcode", "place", "composition")
    houses = {h.pk: people.save_household(**on, **answers(h, names)) for h in told.case_file.households.all()}
    made = {}
    for person in told.case_file.persons.all():
        given = answers(person, people._PERSON) | {"household": houses.get(person.household_id)}
        made[person.pk] = people.save_person(**on, **given)
    for line in told.case_file.relations.all():
        people.relate(**on, person=made[line.person_id], kind=line.kind, other=made[line.other_id])


def _weigh(told: Report, report: Report) -> None:
    """What was done after the intake, and when the sweep of a night flagged it, in order."""
    steps: list[tuple[Any, Callable[[], object]]] = []
    for event in Event.objects.filter(subject=told.number, act="report_overdue"):
        steps.append((event.at, lambda at=event.at: tasks._flag(fresh(report), at)))
    for known in Assessment.objects.filter(report=told):
        on = {"by": known.made_by, "at": known.made_at}
        steps.append((known.made_at, lambda on=on: questions.start_assessment(**on, report=fresh(report))))
        if known.proposed_at:
            steps.append((known.proposed_at, lambda known=known: _propose(known, report)))
    for decision in Decision.objects.filter(report=told):
        on = {"by": decision.decided_by, "at": decision.at}
        steps.append((decision.at, lambda on=on: review.confirm(**on, assessment=_newest(report), version=2)))
    for _, step in sorted(steps, key=lambda step: step[0]):
        step()


def _propose(known: Assessment, report: Report) -> None:
    ground = answers(known.grounds.get(), ("kind", "text", "source", "dated", "withheld"))
    given = {**answers(known, _OF_QUESTIONS), "ground": ground}
    questions.propose(by=known.proposed_by, at=known.proposed_at, assessment=_newest(report), version=1, **given)


def _newest(report: Report) -> Assessment:
    return Assessment.objects.select_related("report").get(report=report)


def rows(report: Report) -> dict[str, list[dict[str, Any]]]:
    """Every row of the story of a report, by kind of row."""
    case_file = CaseFile.objects.get(pk=report.case_file_id)
    assessments = Assessment.objects.filter(report=report)
    found: dict[str, Any] = {
        "file": [case_file],
        "report": [report],
        "reporter": Reporter.objects.filter(report=report),
        "households": case_file.households.order_by("pk"),
        "persons": case_file.persons.order_by("pk"),
        "relations": case_file.relations.order_by("pk"),
        "notes": case_file.notes.order_by("pk"),
        "assessments": assessments,
        "grounds": [ground for one in assessments for ground in one.grounds.all()],
        "decisions": Decision.objects.filter(report=report),
        "versions of the report": Report.history.filter(id=report.pk).order_by("history_id"),
        "versions of the questions": Assessment.history.filter(report_id=report.pk).order_by("history_id"),
    }
    return {kind: [columns(row) for row in some] for kind, some in found.items()}


def events(report: Report) -> list[tuple[Any, ...]]:
    """What the trail says of it, and how many versions each event covers."""
    subjects = [report.number, report.case_file.number]
    names = ("at", "act", "day", "outcome", "rule", "actor_id", "actor_name", "actor_role", "subject_kind", "detail")
    found = Event.objects.filter(subject__in=subjects)
    ties = Counter(Tie.objects.filter(event_id__in=found.values("pk")).values_list("event_id", "source"))
    return sorted(
        (
            *(str(getattr(event, name)) for name in names),
            bool(event.covers),
            sorted((source, many) for (pk, source), many in ties.items() if pk == event.pk),
        )
        for event in found
    )
