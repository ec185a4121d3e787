"""The pages of the three questions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.assessment import actions, leaving, page
from desk.assessment.choices import State
from desk.assessment.diff import changes
from desk.assessment.forms import ConsultationForm, GroundForm, QuestionsForm, TakeBackForm
from desk.assessment.models import Assessment, Ground
from desk.assessment.permissions import may_assess, who_may_confirm
from desk.assessment.questions import TABLE
from desk.assessment.reading import counted, told, versions_of
from desk.audit.door import only
from desk.deadlines import local_day
from desk.forms import DeskForm
from desk.reports import typed
from desk.reports.choices import Status
from desk.reports.masked import Mask, report_and_mask_or_404
from desk.reports.mentions import Texts
from desk.reports.models import Report
from desk.reports.permissions import may_see_cases
from desk.reports.reach import report_or_404
from desk.reports.seen import seen_again
from desk.reports.warning import warn


@only(may_see_cases)
@require_http_methods(["GET", "POST"])
@seen_again
def questions(request: HttpRequest, number: str) -> HttpResponse:
    """The three questions of a report: to answer while it is a draft, to read after that."""
    report, mask = report_and_mask_or_404(request.user, number)
    if request.method == "POST":
        return _answer(request, report, mask)
    versions = _versions(request, report)
    if not versions:
        return render(request, "desk/assessment/not_yet.html", {"report": report})
    if versions[0].state != State.DRAFT or not may_assess(request.user, report):
        return _readable(request, mask, versions[0], versions)
    kept = typed.draft_of(by=request.user, at=timezone.now(), form=_key(report))
    if kept and kept[0]:
        return _writable(request, mask, versions, _form_of(kept[0], versions[0]), saved_at=kept[1])
    return _writable(request, mask, versions, QuestionsForm(assessment=versions[0]))


def _versions(request: HttpRequest, report: Report) -> list[Assessment]:
    """Every version, the newest first; a draft is begun when the report waits for one."""
    now: dict[str, Any] = {"by": request.user, "at": timezone.now(), "report": report}
    versions = versions_of(report)
    has_draft = bool(versions) and versions[0].state == State.DRAFT
    if has_draft or report.status != Status.ASSESSING or not may_assess(request.user, report):
        actions.read_assessment(**now)
        return versions
    actions.start_assessment(**now)
    return versions_of(report)


def _answer(request: HttpRequest, report: Report, mask: Mask) -> HttpResponse:
    versions = versions_of(report) or _versions(request, report)
    if not versions:
        return redirect("assessment:questions", report.number)
    act = request.POST.get("act", "save")
    if act == "discard":
        typed.drop_draft(by=request.user, form=_key(report))
        return redirect("assessment:questions", report.number)
    assessment = versions[0]
    form = QuestionsForm(request.POST, assessment=assessment)
    if act == "weigh":
        return _writable(request, mask, versions, form)
    action, said, texts_of = _ACTS.get(act, _ACTS["save"])
    if form.is_valid() and (saved := form.run(action, by=request.user, at=timezone.now(), assessment=assessment)):
        typed.drop_draft(by=request.user, form=_key(report))
        messages.success(request, said)
        warn(request, report, texts_of(saved))
        return redirect("assessment:questions", report.number)
    return _writable(request, mask, versions, form, status=400)


_ACTS: dict[str, tuple[Callable[..., Assessment], str, Callable[[Assessment], Texts]]] = {
    "save": (actions.save_assessment, "Bewaard. U kunt later verder.", leaving.answers_that_leave),
    "propose": (
        actions.propose,
        "Voorgesteld. Een ander beslist: u krijgt het hier terug te lezen.",
        leaving.all_that_leaves,
    ),
}


@only(may_see_cases)
@require_POST
@seen_again
def ground(request: HttpRequest, number: str) -> HttpResponse:
    """Add the ground that was typed; everything else on the page stays typed."""
    return _change_grounds(request, number, GroundForm(request.POST), actions.add_ground)


@only(may_see_cases)
@require_POST
@seen_again
def ground_remove(request: HttpRequest, number: str) -> HttpResponse:
    """Take one ground out of the draft."""
    report = report_or_404(request.user, number)
    chosen = request.POST.get("ground", "")
    own = actions.Ground.objects.filter(assessment__report=report)
    row = get_object_or_404(own, pk=int(chosen) if chosen.isdecimal() else 0)
    return _change_grounds(request, number, TakeBackForm(request.POST), actions.remove_ground, ground=row)


def _change_grounds(
    request: HttpRequest, number: str, form: DeskForm, action: Callable[..., Any], **extra: Any
) -> HttpResponse:
    report, mask = report_and_mask_or_404(request.user, number)
    versions = _some_or_404(report)
    assessment, now = versions[0], timezone.now()
    adds = isinstance(form, GroundForm)
    changed = form.run(action, by=request.user, at=now, assessment=assessment, **extra) if form.is_valid() else None
    if isinstance(changed, Ground):
        warn(request, report, leaving.ground_that_leaves(changed))
    if form.errors:
        whole = QuestionsForm(request.POST, assessment=assessment)
        return _writable(request, mask, versions, _with_errors(whole, form), status=400)
    _keep_the_rest(request, report, at=now, without_ground=adds)
    return redirect(f"{request.path.split('gronden/')[0]}#gronden")


def _with_errors(whole: QuestionsForm, part: DeskForm) -> QuestionsForm:
    whole.as_typed()
    whole.stale = part.stale
    for name, errors in part.errors.as_data().items():
        for error in errors:
            whole.add_error(name if name in whole.fields else None, error)
    return whole


def _keep_the_rest(request: HttpRequest, report: Report, *, at: datetime, without_ground: bool) -> None:
    """The other answers were typed and not saved: they wait as a draft, against the version that now stands."""
    gone = {"csrfmiddlewaretoken", "act", "ground"}
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in gone and not (without_ground and name.startswith("ground_"))
    }
    version = report.assessments.order_by("-number").values_list("version", flat=True).first()
    typed.keep_draft(by=request.user, at=at, form=_key(report), fields={**fields, "version": [str(version)]})


@only(may_see_cases)
@require_http_methods(["GET", "POST"])
@seen_again
def consult(request: HttpRequest, number: str) -> HttpResponse:
    """Ask an expert without handing over the file, and record the advice."""
    report = report_or_404(request.user, number)
    form = ConsultationForm(request.POST or None, initial={"submission": uuid4()})
    if request.method == "POST":
        now = timezone.now()
        if form.is_valid() and (asked := form.run(actions.consult, by=request.user, at=now, report=report)):
            messages.success(request, "Het overleg is vastgelegd.")
            warn(request, report, leaving.consultation_that_leaves(asked))
            return redirect("assessment:consult", report.number)
    else:
        actions.read_assessment(by=request.user, at=timezone.now(), report=report)
    context = {
        "report": report,
        "form": form,
        "may_write": may_assess(request.user, report) and report.is_in_hand,
        "consultations": report.consultations.select_related("by"),
    }
    return render(request, "desk/assessment/consult.html", context, status=400 if form.errors else 200)


@only(may_see_cases)
@require_POST
@seen_again
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """The proposer takes the proposal back; the questions are a draft again."""
    report, mask = report_and_mask_or_404(request.user, number)
    versions = _some_or_404(report)
    form = TakeBackForm(request.POST)
    now = timezone.now()
    if form.is_valid() and form.run(actions.take_back, by=request.user, at=now, assessment=versions[0]):
        messages.success(request, "Het voorstel is ingetrokken. U kunt het weer aanpassen.")
        return redirect("assessment:questions", report.number)
    return _readable(request, mask, versions[0], versions, form, status=400)


@only(may_see_cases)
@require_GET
def table(request: HttpRequest, number: str) -> HttpResponse:
    """The outcome table, with the line that holds for this report."""
    report, mask = report_and_mask_or_404(request.user, number)
    actions.read_assessment(by=request.user, at=timezone.now(), report=report)
    newest = report.assessments.order_by("-number").first()
    row = actions.weigh(newest, mask) if newest else None
    return render(request, "desk/assessment/table.html", {"report": report, "table": TABLE, "row": row})


@only(may_see_cases)
@require_GET
def version(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """One version as it was, and what it changed."""
    report, mask = report_and_mask_or_404(request.user, number)
    actions.read_assessment(by=request.user, at=timezone.now(), report=report)
    versions = versions_of(report)
    chosen = next((one for one in versions if one.number == version), None)
    if chosen is None:
        raise Http404
    return _readable(request, mask, chosen, versions)


def _some_or_404(report: Report) -> list[Assessment]:
    versions = versions_of(report)
    if not versions:
        raise Http404
    return versions


def _key(report: Report) -> str:
    return f"questions:{report.number}"


def _form_of(fields: dict[str, list[str]], assessment: Assessment) -> QuestionsForm:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return QuestionsForm(data, assessment=assessment)


def _writable(
    request: HttpRequest,
    mask: Mask,
    versions: list[Assessment],
    form: QuestionsForm,
    *,
    status: int = 200,
    saved_at: datetime | None = None,
) -> HttpResponse:
    assessment = versions[0]
    answers = _on_screen(form, assessment)
    if status == 200 and form.is_bound:
        form.as_typed()
    differences = form.differences()
    if form.stale:
        # Who saves again after seeing the difference means it.
        form.data = form.data.copy()
        form.data["version"] = str(assessment.version if form.stale is None else form.stale.current.version)
    shown = page.context(assessment, mask, versions, form, by=request.user, at=timezone.now(), typed=answers)
    more = {"saved_at": saved_at, "draft_key": _key(assessment.report), "differences": differences}
    return render(request, "desk/assessment/questions.html", {**shown, **more}, status=status)


def _on_screen(form: QuestionsForm, assessment: Assessment) -> dict[str, Any]:
    """The answers as they stand on the screen, as far as they can be read."""
    if not form.is_bound:
        return {}
    reading = QuestionsForm(form.data, assessment=assessment)
    reading.is_valid()
    return {name: value for name, value in reading.cleaned_data.items() if name not in ("version", "ground")}


def _readable(
    request: HttpRequest,
    mask: Mask,
    assessment: Assessment,
    versions: list[Assessment],
    form: DeskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    report = assessment.report
    before = next((one for one in versions if one.number < assessment.number), None)
    prefetch_related_objects([assessment, before] if before else [assessment], "grounds")
    own = assessment.proposed_by_id == request.user.pk and assessment.state == State.PROPOSED
    context = {
        "report": report,
        "assessment": assessment,
        "form": form,
        "row": actions.weigh(assessment, mask),
        "told": told(assessment),
        "counted": counted(list(assessment.grounds.all())),
        "before": before,
        "changes": changes(before, assessment) if before else [],
        "own": own,
        "deciders": who_may_confirm(report, assessment.proposed_by_id) if own else [],
        "today": local_day(timezone.now()),
        **page.beside(report, versions),
    }
    return render(request, "desk/assessment/read.html", context, status=status)
