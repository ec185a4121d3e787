"""The sections of an intake: one page each, opened with what was typed before, saved apart from the others."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from desk.audit.door import only
from desk.reports import actions, concern, people, secrecy, section_forms
from desk.reports.form_parts import SectionForm
from desk.reports.intake_parts import SLUGS, Facts, facts_of, parts_of
from desk.reports.intake_views import secrecy_context
from desk.reports.permissions import may_file_reports
from desk.reports.person_views import persons_section
from desk.reports.reach import report_to_change_or_404
from desk.reports.review_views import review_section
from desk.reports.rules import IDENTITY
from desk.reports.section_pages import done, drop, not_done, opened, show
from desk.reports.seen import seen_again

View = Callable[[HttpRequest, Facts], HttpResponse]


@require_GET
@only(may_file_reports)
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """Go to the first part that is not done."""
    facts = facts_of(report_to_change_or_404(request.user, number))
    todo = next((part.slug for part in parts_of(facts) if part.missing), SLUGS[-1])
    return redirect("reports:section", number=number, section=todo)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@only(may_file_reports)
@seen_again
def section(request: HttpRequest, number: str, section: str) -> HttpResponse:
    """One part of the intake of this report."""
    report = report_to_change_or_404(request.user, number)
    if not report.is_in_hand:
        messages.info(request, "Over deze melding is al besloten. Zij verandert niet meer.")
        return redirect("reports:detail", number=number)
    if request.method == "GET":
        actions.read_report(by=request.user, at=timezone.now(), report=report)
    return SECTIONS[section](request, facts_of(report))


def _columns(slug: str, form_class: Any, action: Any) -> View:
    """A section whose fields are columns of the report."""

    def view(request: HttpRequest, facts: Facts) -> HttpResponse:
        report = facts.report
        if request.method == "GET":
            form, restored = opened(
                request, facts, slug, form_class, form_class.opened_on(report), **_by(request, slug)
            )
            return show(request, facts, slug, form, restored=restored)
        form = form_class(request.POST, **_by(request, slug))
        if form.is_valid() and _run(request, form, action, report, report=report):
            return done(request, facts, slug)
        return not_done(request, facts, slug, form, report)

    return view


def _by(request: HttpRequest, slug: str) -> dict[str, Any]:
    return {"by": request.user} if slug == "begin" else {}


def _run(request: HttpRequest, form: SectionForm, action: Any, row: Any, **extra: Any) -> Any:
    return form.run(action, by=request.user, at=timezone.now(), version=form.version_to_use(row), **extra)


def _reporter(request: HttpRequest, facts: Facts) -> HttpResponse:
    reporter, form_class = facts.reporter, section_forms.CorrectReporterForm
    known = [reporter._meta.get_field(name).verbose_name for name in IDENTITY if getattr(reporter, name)]
    context = {"known": known, **secrecy_context(request.user, facts.report.case_file_id)}
    if request.method == "GET":
        initial = form_class.opened_on(reporter)
        form, restored = opened(request, facts, "melder", form_class, initial, reporter=reporter)
        return show(request, facts, "melder", form, restored=restored, **context)
    form = form_class(request.POST, reporter=reporter)
    if form.is_valid() and _run(request, form, secrecy.correct_reporter, reporter, reporter=reporter):
        return done(request, facts, "melder")
    return not_done(request, facts, "melder", form, reporter, **context)


def _household(request: HttpRequest, facts: Facts) -> HttpResponse:
    """The households of the file, one at a time; ?huishouden= tells which, or that it is another one."""
    case_file, wanted = facts.report.case_file, request.GET.get("huishouden", "")
    households = list(case_file.households.all())
    if wanted.isdecimal() and len(wanted) < 12:
        row = get_object_or_404(case_file.households, pk=int(wanted))
    else:
        row = None if wanted == "nieuw" or not households else households[0]
    form_class, context = section_forms.HouseholdForm, {"households": households, "chosen": row}
    key = f"huishouden{'n' * (wanted == 'nieuw')}"
    if request.method == "GET":
        initial = form_class.opened_on(row) if row else {"version": 1, "label": "Huishouden"}
        form, restored = opened(request, facts, key, form_class, initial)
        return show(request, facts, "huishouden", form, restored=restored, draft=key, **context)
    form = form_class(request.POST)
    target = row or people.Household(case_file=case_file)
    if form.is_valid() and _run(request, form, people.save_household, target, case_file=case_file, household=row):
        drop(request, facts, key)
        return done(request, facts, "huishouden")
    return not_done(request, facts, "huishouden", form, target, draft=key, **context)


def _passages(request: HttpRequest, facts: Facts) -> HttpResponse:
    report, form_class = facts.report, section_forms.PassagesForm
    if request.method == "GET":
        initial = form_class.opened_on(report)
        form, restored = opened(request, facts, "zorgen", form_class, initial)
        if restored:
            rows = section_forms.PassageFormSet(form.data, prefix="passages").as_typed()
        else:
            rows = section_forms.PassageFormSet(initial=initial["passages"], prefix="passages")
        return show(request, facts, "zorgen", form, restored=restored, rows=rows)
    form = form_class(request.POST)
    rows = section_forms.PassageFormSet(request.POST, prefix="passages")
    if rows.is_valid() and form.is_valid():
        passages = rows.passages()
        if _run(request, form, concern.save_passages, report, report=report, passages=passages):
            return done(request, facts, "zorgen")
    return not_done(request, facts, "zorgen", form, report, rows=rows, stored=form.stale and report.passages.all())


SECTIONS: dict[str, View] = {
    "begin": _columns("begin", section_forms.BeginForm, actions.change_report),
    "melder": _reporter,
    "personen": persons_section,
    "huishouden": _household,
    "zorgen": _passages,
    "mensenhandel": _columns("mensenhandel", section_forms.TraffickingForm, concern.save_observations),
    "hulp": _columns("hulp", section_forms.HelpForm, actions.change_report),
    "meldcode": _columns("meldcode", section_forms.MeldcodeForm, actions.change_report),
    "vraag": _columns("vraag", section_forms.RequestForm, concern.save_request),
    "nakijken": review_section,
}
