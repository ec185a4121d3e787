"""The thread with a reporter, on pages of its own: what stands here the reporter reads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.audit.door import only
from desk.contact import actions
from desk.contact.choices import Granted, Kind
from desk.contact.forms import FeedbackForm, QuestionForm, SeenForm, WishForm
from desk.contact.models import Message
from desk.contact.reading import Thread, kept_back, messages_of, thread_of, thread_that_leaves
from desk.deadlines import local_day
from desk.reports.actions import read_report
from desk.reports.choices import RUNNING
from desk.reports.masked import Mask, report_and_mask_or_404
from desk.reports.meldcode_steps import steps_of
from desk.reports.mentions import fields_that_point_at_the_reporter
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_see_cases
from desk.reports.reach import report_to_change_or_404
from desk.reports.seen import seen_again


@require_GET
@only(may_see_cases)
def thread(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that went to and fro; opening it is a look at the report."""
    report, mask = report_and_mask_or_404(request.user, number)
    read_report(by=request.user, at=timezone.now(), report=report)
    return _page(request, report, mask, QuestionForm())


@require_POST
@only(may_see_cases)
@seen_again
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the reporter something."""
    report = report_to_change_or_404(request.user, number)
    form = QuestionForm(request.POST)
    if form.is_valid() and form.run(actions.ask, by=request.user, at=timezone.now(), report=report):
        messages.success(request, "Uw vraag staat klaar voor de melder.")
        return redirect("contact:thread", number=number)
    return _page(request, report, report_and_mask_or_404(request.user, number)[1], form, status=400)


@require_POST
@only(may_see_cases)
def seen(request: HttpRequest, number: str) -> HttpResponse:
    """Say that what the reporter wrote was read; then it is no work any more."""
    report = report_to_change_or_404(request.user, number)
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Wij weten niet welke berichten u zag. Lees ze hier, en klik dan opnieuw.")
    elif steps_of(report):
        form.run(actions.mark_seen, by=request.user, at=timezone.now(), report=report)
    return redirect("contact:thread", number=number)


@require_http_methods(["GET", "POST"])
@only(may_see_cases)
@seen_again
def feedback(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the reporter which step was taken."""
    report = report_to_change_or_404(request.user, number)
    moment = _thread(report, report_and_mask_or_404(request.user, number)[1]).due
    if moment is None:
        messages.warning(request, "Er is nu geen terugkoppeling te geven.")
        return redirect("contact:thread", number=number)
    form = FeedbackForm(request.POST if request.method == "POST" else None, moment=moment)
    told: dict[str, Any] = {"by": request.user, "at": timezone.now(), "report": report}
    if form.is_valid() and form.run(actions.give_feedback, **told):
        messages.success(request, "De terugkoppeling staat klaar voor de melder.")
        return redirect("contact:thread", number=number)
    if request.method == "GET":
        read_report(**told)
    context = {"report": report, "moment": moment, "form": form, "today": local_day(told["at"])}
    return render(request, "desk/contact/feedback.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@only(may_see_cases)
@seen_again
def withdrawal(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Decide on the wish to withdraw, and say why."""
    report = report_to_change_or_404(request.user, number)
    wish = Message.objects.filter(report=report, pk=pk, kind=Kind.WITHDRAWAL).first()
    if wish is None:
        raise Http404
    wish.report = report
    if request.method == "GET" and report.status not in RUNNING:
        messages.warning(request, "Deze melding is gesloten. Er is niets meer te besluiten.")
        return redirect("contact:thread", number=number)
    form = WishForm(request.POST if request.method == "POST" else None)
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if form.is_valid() and form.run(actions.answer_wish, **told, wish=wish):
        messages.success(request, "Uw besluit staat klaar voor de melder.")
        # A report that was withdrawn without an owner is nobody's work: its thread would ask them for a reason.
        gone = form.cleaned_data["granted"] == Granted.YES
        return redirect("worklist") if gone else redirect("contact:thread", number=number)
    if request.method == "GET":
        read_report(**told, report=report)
    before = [message for message in messages_of(report) if message.is_new and message.pk < wish.pk]
    context = {"report": report, "wish": wish, "form": form, "before": before}
    return render(request, "desk/contact/withdrawal.html", context, status=400 if form.errors else 200)


def _thread(report: Report, mask: Mask) -> Thread:
    return thread_of(report, wants_feedback=mask.wants_feedback and not mask.is_unknown)


def _page(request: HttpRequest, report: Report, mask: Mask, form: QuestionForm, status: int = 200) -> HttpResponse:
    told = _thread(report, mask)
    by_portal = steps_of(report) is not None
    leaves = thread_that_leaves(told.messages, mask) if mask.is_hidden else []
    context = {
        "report": report,
        "mask": mask,
        "thread": told,
        "kept_back": kept_back(told.messages, mask),
        "by_portal": by_portal,
        "may_write": by_portal and may_change(request.user, report),
        "form": form,
        "points": fields_that_point_at_the_reporter(report, leaves) if leaves else [],
        "now": timezone.localtime(),
        "today": local_day(timezone.now()),
        "late": [m.kind for m in told.moments if m.is_late_on(local_day(timezone.now()))],
    }
    return render(request, "desk/contact/thread.html", context, status=status)
