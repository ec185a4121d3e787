"""The persons a report is about: the list, one person at a time, and how they relate."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.audit.door import only
from desk.deadlines import local_day
from desk.forms import DeskForm
from desk.reports import actions, people, typed
from desk.reports.choices import PersonRole
from desk.reports.draft_views import put_back, set_aside
from desk.reports.intake_parts import Facts, facts_of
from desk.reports.models import Report
from desk.reports.permissions import may_file_reports
from desk.reports.person_forms import PersonForm, RelationForm, UnknownPersonForm
from desk.reports.persons import Person, Relation
from desk.reports.reach import report_to_change_or_404
from desk.reports.rows import persons_of
from desk.reports.section_pages import frame_of
from desk.reports.seen import seen_again


def persons_section(request: HttpRequest, facts: Facts, relation: RelationForm | None = None) -> HttpResponse:
    """Everybody in the file, and what can be done with them."""
    if request.method == "POST" and relation is None:
        return redirect("reports:section", number=facts.report.number, section="huishouden")
    case_file, today = facts.report.case_file, local_day(timezone.now())
    persons = persons_of(request.user, case_file.pk)
    context = {
        "persons": [(person, person.age_on(today)) for person in persons],
        "relations": list(case_file.relations.select_related("person", "other")),
        "relation_form": relation or RelationForm(case_file=case_file),
        "roles": PersonRole.choices,
        "submission": uuid4(),
        **frame_of(facts, "personen"),
    }
    return render(request, "desk/reports/intake/personen.html", context, status=400 if relation else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@only(may_file_reports)
@seen_again
def person(request: HttpRequest, number: str, pk: int | None = None) -> HttpResponse:
    """Add a person, or change one."""
    report = _report(request, number)
    row = get_object_or_404(Person, pk=pk, case_file=report.case_file_id) if pk else None
    if request.method == "POST":
        return _save(request, report, row)
    actions.read_report(by=request.user, at=timezone.now(), report=report)
    kept = put_back(request, _key(report, row))
    if kept:
        form = PersonForm(kept[0], case_file=report.case_file).as_typed()
    else:
        initial = PersonForm.opened_on(row) if row else {"version": 1, "submission": uuid4(), "sex": "unknown"}
        form = PersonForm(initial=initial, case_file=report.case_file)
    return _show(request, report, row, form, restored=kept and kept[1])


@require_POST
@only(may_file_reports)
def person_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a person out who does not belong here."""
    report = _report(request, number)
    row = get_object_or_404(Person, pk=pk, case_file=report.case_file_id)
    return _take_away(request, report, people.remove_person, "De persoon is weggehaald.", person=row)


@require_POST
@only(may_file_reports)
def person_unknown(request: HttpRequest, number: str) -> HttpResponse:
    """Add somebody of whom only the role is known, in one press."""
    report = _report(request, number)
    form = UnknownPersonForm(request.POST)
    extra = {"by": request.user, "at": timezone.now(), "case_file": report.case_file, "called": "Onbekend"}
    if form.is_valid() and form.run(people.save_person, **extra):
        messages.success(request, "Een onbekende persoon is toegevoegd.")
    else:
        messages.warning(request, "Kies de rol van de onbekende persoon.")
    return _to_list(report)


@require_POST
@only(may_file_reports)
@seen_again
def relation(request: HttpRequest, number: str) -> HttpResponse:
    """Draw one line between two persons."""
    report = _report(request, number)
    form = RelationForm(request.POST, case_file=report.case_file)
    extra = {"by": request.user, "at": timezone.now(), "case_file": report.case_file}
    if form.is_valid() and form.run(people.relate, **extra):
        messages.success(request, "De relatie is toegevoegd.")
        return _to_list(report)
    return persons_section(request, facts_of(report), form)


@require_POST
@only(may_file_reports)
def relation_drop(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a line away."""
    report = _report(request, number)
    row = get_object_or_404(Relation, pk=pk, case_file=report.case_file_id)
    return _take_away(request, report, people.unrelate, "De relatie is weggehaald.", relation=row)


def _take_away(request: HttpRequest, report: Report, action: Any, said: str, **row: Any) -> HttpResponse:
    form = DeskForm(request.POST)
    extra = {"by": request.user, "at": timezone.now(), "case_file": report.case_file}
    if form.is_valid():
        form.run(action, **extra, **row)
    for sentence in form.non_field_errors():
        messages.warning(request, sentence)
    if not form.errors:
        messages.success(request, said)
    return _to_list(report)


def _save(request: HttpRequest, report: Report, row: Person | None) -> HttpResponse:
    form = PersonForm(request.POST, case_file=report.case_file)
    if form.is_valid():
        version = form.version_to_use(row) if row else 1
        extra = {"by": request.user, "at": timezone.now(), "case_file": report.case_file, "person": row}
        if form.run(people.save_person, version=version, **extra):
            typed.drop_draft(by=request.user, form=_key(report, row))
            messages.success(request, "De persoon is bewaard.")
            return redirect("reports:person_new", number=report.number) if "more" in request.POST else _to_list(report)
    if form.stale:
        differences = form.differences()
        form.now_knows(form.stale.current)
        return _show(request, report, row, form, differences=differences, status=409)
    if "later" in request.POST and set_aside(request, _key(report, row)):
        messages.warning(request, "Deze persoon is nog niet compleet. Uw tekst is bewaard als concept.")
        return _to_list(report)
    return _show(request, report, row, form, status=400)


def _show(
    request: HttpRequest, report: Report, row: Person | None, form: PersonForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    facts = facts_of(report)
    page = {"form": form, "person": row, "draft_key": _key(report, row), **frame_of(facts, "personen"), **context}
    return render(request, "desk/reports/intake/person.html", page, status=status)


def _report(request: HttpRequest, number: str) -> Report:
    return report_to_change_or_404(request.user, number)


def _key(report: Report, row: Person | None) -> str:
    return f"person:{report.number}:{row.pk if row else 'nieuw'}"


def _to_list(report: Report) -> HttpResponse:
    return redirect("reports:section", number=report.number, section="personen")
