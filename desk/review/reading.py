"""What the second pair of eyes reads beside a proposal. Who reported is not among it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, Value

from desk.assessment.actions import weigh
from desk.assessment.choices import Question, State
from desk.assessment.diff import changes
from desk.assessment.leaving import all_that_leaves
from desk.assessment.models import Assessment
from desk.assessment.reading import Told, counted, text_of, told
from desk.reports.choices import ObservationList, Seen
from desk.reports.identity import Reporter
from desk.reports.mentions import Texts
from desk.reports.mentions import texts_that_leave as texts_of_report
from desk.reports.models import Observation, Passage, Report
from desk.review.forms import RemarkForm
from desk.review.models import Remark


@dataclass(frozen=True)
class Section:
    """One answer with what was said about it."""

    told: Told
    remarks: list[Remark]
    form: RemarkForm


@dataclass(frozen=True)
class Shown:
    """The proposal on the page, the one before it, and of the file the reporter (masked) and the earlier reports."""

    assessment: Assessment
    before: Assessment | None
    reporter: Reporter
    earlier: list[Report]


def proposed_versions(report: Report) -> list[Assessment]:
    """The newest version that was ever proposed and the one before it, each with its grounds and its decision."""
    versions = report.assessments.exclude(state=State.DRAFT).select_related("proposed_by", "decision__decided_by")
    return list(versions.prefetch_related("grounds").order_by("-number")[:2])


def texts_that_leave(report: Report) -> Texts:
    """The report with the newest answers to the three questions, as the one who takes over will read them."""
    newest = report.assessments.select_related("report").order_by("-number").first()
    return all_that_leaves(newest) if newest else texts_of_report(report)


def proposal(shown: Shown, remark_form: RemarkForm | None = None) -> dict[str, Any]:
    """The proposal with its table line, its difference to the one before, its remarks and its decision."""
    assessment, before = shown.assessment, shown.before
    remarks = list(
        Remark.objects.filter(assessment__report=assessment.report_id).select_related("by", "reply__by", "assessment")
    )
    grounds = list(assessment.grounds.all())
    return {
        "assessment": assessment,
        "row": weigh(assessment, shown.reporter),
        "to_whom": text_of(assessment, "parties"),
        "grounds": grounds,
        "counted": counted(grounds),
        "sections": [_section(part, remarks, remark_form) for part in told(assessment)],
        "on_outcome": [remark for remark in remarks if remark.question == Question.OUTCOME],
        "before": before,
        "changes": changes(before, assessment) if before else [],
        "decision": getattr(assessment, "decision", None),
    }


def _section(part: Told, remarks: list[Remark], typed: RemarkForm | None) -> Section:
    own = typed if typed is not None and typed["question"].value() == part.question else None
    form = own or RemarkForm(initial={"question": part.question})
    form.auto_id = f"id_{part.question}_%s"
    return Section(part, [remark for remark in remarks if remark.question == part.question], form)


def extract(reporter: Reporter, earlier: list[Report], today: date) -> dict[str, Any]:
    """From the file: passages, persons, signals seen, earlier reports, and of the reporter only the kind."""
    passages, signals = _told_and_seen(reporter.report)
    persons = reporter.report.case_file.persons.all()
    return {
        "passages": passages,
        "persons": [(person, person.age_on(today)) for person in persons],
        "signals": signals,
        "reporter": reporter,
        "earlier": earlier,
    }


def _told_and_seen(report: Report) -> tuple[list[Passage], list[Observation]]:
    """The passages of a report and the signals that were seen, in one statement."""
    nothing = Value("", CharField())
    told = report.passages.order_by().values_list(
        Value("told", CharField()), "pk", "kind", "what", "who", "happened", "withheld"
    )
    seen = report.observations.filter(list=ObservationList.SIGNAL, state=Seen.SEEN).values_list(
        Value("seen", CharField()), "pk", "code", nothing, nothing, nothing, Value(False, BooleanField())
    )
    rows = sorted(told.union(seen, all=True), key=lambda row: row[:2])
    return (
        [
            Passage(kind=kind, what=what, who=who, happened=happened, withheld=withheld)
            for one, _, kind, what, who, happened, withheld in rows
            if one == "told"
        ],
        [Observation(list=ObservationList.SIGNAL, code=row[2]) for row in rows if row[0] == "seen"],
    )
