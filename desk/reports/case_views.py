"""The file: the family as it is known, its reports, what was noted, and what happened when."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from desk.audit.door import only
from desk.deadlines import local_day
from desk.reports import actions, case_page, concern
from desk.reports.access.permissions import may_seal
from desk.reports.access.seals import seal_of
from desk.reports.access.standing import share_standing
from desk.reports.forms import NoteForm, RevealForm
from desk.reports.masked import rows_of
from desk.reports.models import CaseFile
from desk.reports.permissions import may_change, may_reveal_reporter, may_see_cases
from desk.reports.reach import case_file_or_404
from desk.reports.rows import notes_of, persons_of, relations_of
from desk.reports.seen import seen_again
from desk.reports.sharing import shared_with
from desk.reports.views import next_step


@require_GET
@only(may_see_cases)
def case_file(request: HttpRequest, number: str) -> HttpResponse:
    """Everything of one file on a page; opening it is an event."""
    found = case_file_or_404(request.user, number)
    actions.read_case_file(by=request.user, at=timezone.now(), case_file=found)
    form = NoteForm(initial={"submission": uuid4()})
    return render(request, "desk/reports/case_file.html", _about(request.user, found, form))


@require_POST
@only(may_see_cases)
@seen_again
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Add an internal note to a file."""
    found = case_file_or_404(request.user, number)
    form = NoteForm(request.POST)
    if form.is_valid() and form.run(concern.add_note, by=request.user, at=timezone.now(), case_file=found):
        messages.success(request, "Notitie bewaard. Zij blijft binnen.")
        return redirect("reports:case_file", number=number)
    return render(request, "desk/reports/case_file.html", _about(request.user, found, form), status=400)


def _about(user: Any, found: CaseFile, form: NoteForm) -> dict[str, Any]:
    today = local_day(timezone.now())
    rows = rows_of(found)
    share_standing(found, [report for report, _ in rows])
    persons = persons_of(user, found.pk)
    relations = relations_of(user, found.pk)
    notes = notes_of(user, found.pk)
    report, mask = case_page.current(rows) or (None, None)
    return {
        "case_file": found,
        "rows": rows,
        "report": report,
        "mask": mask,
        "shared": shared_with(report.pk) if report and mask and mask.is_shielded else [],
        "today": today,
        "now": timezone.localtime(),
        "marks": case_page.marks(report) if report else [],
        "persons": [(p, p.age_on(today)) for p in persons],
        "inform_by": min((p.inform_by for p in persons), default=None),
        "drawing": case_page.drawing_of(persons, relations, today),
        "relations": _told(relations, persons),
        "in_words": case_page.in_words(persons, relations, today),
        "notes": notes,
        "form": form,
        "timeline": case_page.timeline(found, rows, notes),
        "may_change": may_change(user, found),
        "may_seal": may_seal(user, found),
        "seal": seal_of(found),
        "may_reveal": bool(report and mask and may_reveal_reporter(user, report) and not mask.is_unknown),
        "reveal": RevealForm(),
        "next_step": next_step(user, report) if report else ("", ""),
    }


def _told(relations: list[Any], persons: list[Any]) -> list[tuple[Any, Any, Any]]:
    """(who, the relation, with whom), without another query for each line."""
    by_id = {person.pk: person for person in persons}
    return [(by_id[r.person_id], r, by_id[r.other_id]) for r in relations]
