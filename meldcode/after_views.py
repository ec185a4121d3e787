"""Writing about an own report after it was sent, and choosing when a mail says that there is something new."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from desk.audit.door import behind_the_wall
from desk.contact.choices import Kind
from desk.contact.models import Message
from desk.contact.reading import is_shielded
from meldcode import after, notices
from meldcode.after_forms import AdditionForm, AnswerForm, CorrectionForm, MessageForm, WithdrawalForm
from meldcode.crafted import refuse_crafted
from meldcode.door import professionals
from meldcode.forms import MailsForm
from meldcode.permissions import may_write_after
from meldcode.receipt_views import receipt_or_404
from meldcode.receipts import Receipt
from meldcode.status import After, after_of

_AROUND = {"csrfmiddlewaretoken"}


class Way(NamedTuple):
    """One kind of message: its form, its heading, and whether it may be written now."""

    form: type[MessageForm]
    title: Any
    may: str


WAYS = {
    "aanvulling": Way(AdditionForm, gettext_lazy("Iets toevoegen"), "may_write"),
    "correctie": Way(CorrectionForm, gettext_lazy("Iets verbeteren"), "may_correct"),
    "intrekken": Way(WithdrawalForm, gettext_lazy("De melding intrekken"), "may_withdraw"),
}


@require_http_methods(["GET", "POST"])
@professionals
def write(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """Add facts, correct something, or ask to withdraw."""
    receipt = _own(request, number)
    if what not in WAYS:
        raise Http404
    way = WAYS[what]
    if request.method == "GET" and not getattr(after_of(receipt.report), way.may):
        messages.warning(request, _("Dat kan nu niet meer bij deze melding."))
        return redirect("portal:report", number=number)
    return _page(request, receipt, way.form, way.title)


@require_http_methods(["GET", "POST"])
@professionals
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Answer a question of the desk."""
    receipt = _own(request, number)
    asked = Message.objects.filter(report=receipt.report, kind=Kind.QUESTION, pk=pk).first()
    if asked is None:
        raise behind_the_wall(request.user, receipt)
    now: After = after_of(receipt.report)
    if request.method == "GET" and asked not in now.questions:
        closed, answered = _("Deze melding is gesloten."), _("Op deze vraag is al antwoord gegeven.")
        messages.warning(request, answered if now.may_write else closed)
        return redirect("portal:report", number=number)
    return _page(request, receipt, AnswerForm, gettext_lazy("Vraag van Veilig Thuis"), asked)


@require_POST
@professionals
def mails(request: HttpRequest) -> HttpResponse:
    """Choose when a mail says that there is something new."""
    form = MailsForm(request.POST)
    if form.is_valid() and form.run(notices.choose_mails, by=request.user, at=timezone.now()):
        messages.success(request, _("Uw keuze is bewaard."))
    else:
        messages.error(request, _("Kies wanneer u een mail wilt."))
    return redirect("portal:own")


def _own(request: HttpRequest, number: str) -> Receipt:
    """The receipt with this number when it is theirs to write about; else 404, recorded."""
    receipt = receipt_or_404(request, number)
    if not may_write_after(request.user, receipt):
        raise behind_the_wall(request.user, receipt)
    return receipt


def _page(
    request: HttpRequest, receipt: Receipt, kind: type[MessageForm], title: Any, about: Message | None = None
) -> HttpResponse:
    bound = {"data": request.POST} if request.method == "POST" else {}
    form = kind(**bound, is_shielded=is_shielded(receipt.report))
    now, number = timezone.now(), receipt.report.number
    if form.is_bound and set(request.POST) - set(form.fields) - _AROUND:
        refusal = refuse_crafted("portal_message_sent", by=request.user, at=now, receipt=receipt)
        form.full_clean()
        form.add_error(None, refusal)
    elif form.is_valid():
        if form.run(after.write, by=request.user, at=now, receipt=receipt, kind=form.kind, about=about):
            messages.success(request, _("Verstuurd. Veilig Thuis leest het."))
            return redirect("portal:report", number=number)
    context = {"form": form, "title": title, "number": number, "about": about, "kind": form.kind}
    return render(request, "meldcode/after/write.html", context, status=400 if form.errors else 200)
