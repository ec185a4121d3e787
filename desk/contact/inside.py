"""Warns before something of inside goes to the reporter: a text that was pasted, and a person of the file."""

from typing import Any

from desk import guard
from desk.assessment.leaving import answers_that_leave
from desk.assessment.models import Assessment
from desk.contact import rules
from desk.contact.choices import FROM_THE_REPORTER
from desk.contact.models import Message
from desk.directory.public import of_the_directory
from desk.reports.identity import Reporter
from desk.reports.mentions import texts_that_leave as texts_of_report
from desk.reports.models import Passage, Report
from desk.review.models import Decision, Remark, Reply


def texts_inside(report: Report) -> list[str]:
    """Every text of the file this reporter may not read: of the desk, of its experts, and of another reporter (P6)."""
    found = list(report.case_file.notes.values_list("text", flat=True))
    for assessment in Assessment.objects.filter(report__case_file=report.case_file).prefetch_related("grounds"):
        found += [text for _, text in answers_that_leave(assessment)]
        found += [ground.text for ground in assessment.grounds.all()]
    of_file: dict[str, Any] = {"report__case_file": report.case_file}
    found += report.consultations.model.objects.filter(**of_file).values_list("advice", flat=True)
    found += Decision.objects.filter(**of_file).values_list("remark", flat=True)
    remarks = Remark.objects.filter(assessment__report__case_file=report.case_file)
    found += remarks.values_list("text", flat=True)
    found += Reply.objects.filter(remark__in=remarks).values_list("text", flat=True)
    return [text for text in found + _of_other_reporters(report) if text]


def _of_other_reporters(report: Report) -> list[str]:
    """What others reported about the same people, and why any name stays inside."""
    others = Report.objects.filter(case_file=report.case_file).exclude(pk=report.pk)
    found = [text for other in others for _, text in texts_of_report(other)]
    found += Passage.objects.filter(report__in=others, withheld=True).values_list("what", flat=True)
    for told in Message.objects.filter(report__in=others, kind__in=FROM_THE_REPORTER).values_list("text", "view"):
        found += told
    reporters = Reporter.objects.filter(report__case_file=report.case_file)
    for why in reporters.values_list("withheld", "shield_explanation", "unknown_reason", "safety_agreement"):
        found += why
    return found


def warnings_about(report: Report, text: str, *, names: bool) -> list[str]:
    """What the desk asks to look at before `text` goes out; `names`: also when it names a person of the file."""
    found = []
    if rules.is_pasted(text, texts_inside(report)):
        found.append("Hier staat tekst uit een interne notitie, een beoordeling of een andere melding.")
    if names and _names_somebody(report, text):
        found.append("Hier staat een naam van iemand uit het dossier.")
    return found


def findings_in(text: str) -> list[guard.Finding]:
    """What the guard finds in a text for the reporter; organisations and numbers of the directory are public."""
    return guard.find(text, of_the_directory()) if text else []


def _names_somebody(report: Report, text: str) -> bool:
    others = Reporter.objects.filter(report__case_file=report.case_file).exclude(report=report)
    names = [person.full_name for person in report.case_file.persons.all()] + list(
        others.values_list("name", flat=True)
    )
    return bool(text and guard.mentions(text, names=names, details=[]))
