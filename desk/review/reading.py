"""What the second pair of eyes reads beside a proposal. Who reported is not among it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from desk.assessment.actions import weigh
from desk.assessment.choices import Question, State
from desk.assessment.diff import changes
from desk.assessment.models import Assessment
from desk.assessment.reading import Told, counted, text_of, told
from desk.reports.choices import ObservationList, Seen
from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.reports.rules import IDENTITY
from desk.review.forms import RemarkForm
from desk.review.models import Decision, Remark


@dataclass(frozen=True)
class Section:
    """One answer with what was said about it."""

    told: Told
    remarks: list[Remark]
    form: RemarkForm


def proposal(assessment: Assessment, reporter: Reporter, remark_form: RemarkForm | None = None) -> dict[str, Any]:
    """The proposal with its table line, its difference to the one before, its remarks and its decision."""
    remarks = list(
        Remark.objects.filter(assessment__report=assessment.report_id).select_related("by", "reply__by", "assessment")
    )
    prefetch_related_objects([assessment], "grounds")
    grounds = list(assessment.grounds.all())
    before = _before(assessment)
    return {
        "assessment": assessment,
        "row": weigh(assessment, reporter),
        "to_whom": text_of(assessment, "parties"),
        "grounds": grounds,
        "counted": counted(grounds),
        "sections": [_section(part, remarks, remark_form) for part in told(assessment)],
        "on_outcome": [remark for remark in remarks if remark.question == Question.OUTCOME],
        "before": before,
        "changes": changes(before, assessment) if before else [],
        "decision": _decision(assessment),
    }


def _before(assessment: Assessment) -> Assessment | None:
    """The version that was proposed before this one."""
    if assessment.number == 1:
        return None
    earlier = Assessment.objects.filter(report=assessment.report_id, number__lt=assessment.number)
    return earlier.exclude(state=State.DRAFT).order_by("-number").first()


def _decision(assessment: Assessment) -> Decision | None:
    if assessment.state == State.PROPOSED:
        return None
    return Decision.objects.select_related("decided_by").filter(assessment=assessment).first()


def _section(part: Told, remarks: list[Remark], typed: RemarkForm | None) -> Section:
    own = typed if typed is not None and typed["question"].value() == part.question else None
    form = own or RemarkForm(initial={"question": part.question})
    form.auto_id = f"id_{part.question}_%s"
    return Section(part, [remark for remark in remarks if remark.question == part.question], form)


def extract(report: Report, today: date) -> dict[str, Any]:
    """From the file: passages, persons, signals seen, earlier reports, and of the reporter only the kind."""
    signals = report.observations.filter(list=ObservationList.SIGNAL, state=Seen.SEEN)
    persons = report.case_file.persons.all()
    return {
        "passages": list(report.passages.all()),
        "persons": [(person, person.age_on(today)) for person in persons],
        "signals": list(signals),
        "reporter": Reporter.objects.defer(*IDENTITY).get(report=report.pk),
        "earlier": list(report.case_file.reports.filter(received_at__lt=report.received_at).order_by("-received_at")),
    }
