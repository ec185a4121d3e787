"""The queue of the second pair of eyes, and where a counsellor answers a remark."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from desk.assessment.choices import State
from desk.assessment.permissions import who_may_confirm
from desk.audit.door import only, turned_away
from desk.deadlines import local_day
from desk.forms import DeskForm
from desk.reports import secrecy as secrecy_actions
from desk.reports.actions import read_report
from desk.reports.identity import Reporter
from desk.reports.masked import reporter_and_earlier_or_404
from desk.reports.models import Report
from desk.reports.permissions import asked_it_themselves, may_decide_on_secrecy, may_see_cases
from desk.reports.reach import report_or_404
from desk.reports.rules import who_asks_never_decides
from desk.reports.seen import see, seen_again
from desk.reports.warning import warn
from desk.review import actions, reading, rules
from desk.review.forms import (
    ApproveSecrecyForm,
    ConfirmForm,
    RemarkForm,
    ReplyForm,
    ReturningForm,
    SecrecyForm,
    SendBackForm,
)
from desk.review.models import Remark
from desk.review.permissions import may_decide, may_review, proposed_it_themselves
from desk.review.queue import beside, waiting
from desk.review.reading import Shown


@only(may_review)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The first that waits, or word that nothing does."""
    items = waiting(request.user)
    if items:
        return redirect(items[0].url)
    return render(request, "desk/review/empty.html", {"items": items})


@only(may_review)
@require_GET
def proposal(request: HttpRequest, number: str) -> HttpResponse:
    """One proposal beside the file."""
    shown = _proposal_or_404(request, number)
    actions.read_proposal(by=request.user, at=timezone.now(), assessment=shown.assessment)
    return _proposal_page(request, shown)


@only(may_review)
@require_POST
@seen_again
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """The second yes: the report is decided."""
    shown = _proposal_or_404(request, number)
    assessment, form = shown.assessment, ConfirmForm(request.POST)
    if form.is_valid() and form.run(actions.confirm, by=request.user, at=timezone.now(), assessment=assessment):
        messages.success(request, f"Bevestigd: {assessment.get_outcome_display()}, {number}.")
        return redirect("review:queue")
    return _proposal_page(request, shown, bar=_whole_bar(request, form), status=400)


@only(may_review)
@require_POST
@seen_again
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """Back to the counsellor, with what must still be done."""
    shown = _proposal_or_404(request, number)
    assessment, form = shown.assessment, ReturningForm(request.POST)
    if form.is_valid() and form.run(actions.send_back, by=request.user, at=timezone.now(), assessment=assessment):
        messages.success(request, f"Teruggestuurd: {number}.")
        return redirect("review:queue")
    return _proposal_page(request, shown, bar=form, status=400)


@only(may_review)
@require_POST
@seen_again
def remark(request: HttpRequest, number: str) -> HttpResponse:
    """Ask something about one answer."""
    shown = _proposal_or_404(request, number)
    assessment, form = shown.assessment, RemarkForm(request.POST)
    if form.is_valid() and form.run(actions.make_remark, by=request.user, at=timezone.now(), assessment=assessment):
        messages.success(request, "De opmerking staat erbij.")
        return redirect("review:proposal", number)
    return _proposal_page(request, shown, remark_form=form, status=400)


@only(may_see_cases)
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The counsellor's answer to a remark, given on the page of the three questions."""
    asked = get_object_or_404(Remark.objects.select_related("assessment__report__team__region", "by"), pk=pk)
    report = report_or_404(request.user, asked.assessment.report.number)
    form = ReplyForm(request.POST)
    if form.is_valid() and form.run(actions.answer_remark, by=request.user, at=timezone.now(), remark=asked):
        messages.success(request, "Uw antwoord staat erbij.")
        return redirect("assessment:questions", report.number)
    context = {"report": report, "asked": asked, "form": form}
    see(request, report.number)
    return render(request, "desk/review/reply.html", context, status=400)


@only(may_review)
@require_GET
def secrecy(request: HttpRequest, number: str) -> HttpResponse:
    """A shield, or a reporter who stays unknown, that waits for a team lead."""
    reporter, earlier = _reporter_or_404(request, number)
    read_report(by=request.user, at=timezone.now(), report=reporter.report)
    return _secrecy_page(request, reporter, earlier)


@only(may_review)
@require_POST
@seen_again
def approve_secrecy(request: HttpRequest, number: str) -> HttpResponse:
    """Agree: the reporter stays hidden."""
    return _verdict(request, number, secrecy_actions.approve_secrecy, "Goedgekeurd", ApproveSecrecyForm(request.POST))


@only(may_review)
@require_POST
@seen_again
def refuse_secrecy(request: HttpRequest, number: str) -> HttpResponse:
    """Refuse, with the reason: the reporter then chooses."""
    return _verdict(request, number, secrecy_actions.refuse_secrecy, "Afgewezen", SecrecyForm(request.POST))


def _verdict(request: HttpRequest, number: str, action: Any, said: str, form: SecrecyForm) -> HttpResponse:
    reporter, earlier = _reporter_or_404(request, number)
    if form.is_valid() and form.run(action, by=request.user, at=timezone.now(), reporter=reporter):
        messages.success(request, f"{said}: de melder van {number}.")
        warn(request, reporter.report, reading.texts_that_leave(reporter.report))
        return redirect("review:queue")
    return _secrecy_page(request, reporter, earlier, form, status=400)


def _proposal_or_404(request: HttpRequest, number: str) -> Shown:
    """The proposal on the page, for who may decide on it: the newest version, what came before, and the file."""
    reporter, earlier = reporter_and_earlier_or_404(request.user, number)
    if not may_decide(request.user, reporter.report):
        turned_away(request.user, reporter.report)
        raise PermissionDenied
    versions = reading.proposed_versions(reporter.report)
    if not versions:
        raise Http404
    return Shown(versions[0], versions[1] if versions[1:] else None, reporter, earlier)


def _reporter_or_404(request: HttpRequest, number: str) -> tuple[Reporter, list[Report]]:
    reporter, earlier = reporter_and_earlier_or_404(request.user, number)
    if not may_decide_on_secrecy(request.user, reporter.report):
        turned_away(request.user, reporter.report)
        raise PermissionDenied
    if reporter.asked_at is None:
        raise Http404
    return reporter, earlier


def _whole_bar(request: HttpRequest, refused: ConfirmForm) -> DeskForm:
    """The bar has one more field than confirming asks; what was chosen there stays."""
    bar = SendBackForm(request.POST).as_typed()
    for name, errors in refused.errors.as_data().items():
        for error in errors:
            bar.add_error(name if name in bar.fields else None, error)
    return bar


def _proposal_page(
    request: HttpRequest,
    shown: Shown,
    *,
    bar: DeskForm | None = None,
    remark_form: RemarkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    assessment, report = shown.assessment, shown.reporter.report
    today = local_day(timezone.now())
    own = proposed_it_themselves(request.user, assessment)
    if status != 200:
        # Whole: who decided meanwhile comes along.
        assessment.refresh_from_db()
    waits = assessment.state == State.PROPOSED
    context = {
        **beside(request.user),
        "here": report.number,
        "report": report,
        "today": today,
        "own": own,
        "own_why": rules.who_proposes_never_decides.violation_error_message,
        "waits": waits,
        "deciders": who_may_confirm(report, assessment.proposed_by_id) if own and waits else [],
        "bar": bar or SendBackForm(initial={"version": assessment.version}),
        "remark_form": remark_form,
        **reading.proposal(shown, remark_form),
        **reading.extract(shown.reporter, shown.earlier, today),
    }
    return render(request, "desk/review/proposal.html", context, status=status)


def _secrecy_page(
    request: HttpRequest, reporter: Reporter, earlier: list[Report], form: SecrecyForm | None = None, status: int = 200
) -> HttpResponse:
    today = local_day(timezone.now())
    own = asked_it_themselves(request.user, reporter)
    if status != 200:
        reporter.refresh_from_db(fields=["verdict", "version", "decided_at", "decided_by"])
    waits = reporter.verdict == "pending"
    context = {
        **beside(request.user),
        "here": reporter.report.number,
        "report": reporter.report,
        "today": today,
        "own": own,
        "own_why": who_asks_never_decides.violation_error_message,
        "waits": waits,
        "deciders": who_may_confirm(reporter.report, reporter.asked_by_id) if own and waits else [],
        "form": form or ApproveSecrecyForm(initial={"version": reporter.version}),
        "day_is_over": reporter.review_on is not None and reporter.review_on <= today,
        **reading.extract(reporter, earlier, today),
    }
    return render(request, "desk/review/secrecy.html", context, status=status)
