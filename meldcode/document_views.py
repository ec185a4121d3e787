"""The page on which a professional adds documents to a report that is not sent yet. Nobody gets one back here."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desk.attachments.rules import MOST
from desk.attachments.uploads import SealedUploadHandler
from desk.deadlines import local_day
from meldcode import copies, documents
from meldcode.crafted import refuse_crafted
from meldcode.document_forms import DocumentForm, said_here
from meldcode.door import professionals
from meldcode.own_journey import own_walk, sent_already
from meldcode.stepper import stepper
from meldcode.walk import DOCUMENTS, Walk

_TYPED = ("description", "dated")
_KNOWN = {*DocumentForm.base_fields, "csrfmiddlewaretoken", "add"}


# The token stands in the same body as the file: it is read in `_answer`, when the way for the file is laid.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@professionals
@sent_already
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """What goes along, and a form for another document."""
    walk = own_walk(request, key)
    if not walk.may_open(DOCUMENTS):
        if request.method == "GET":
            return redirect("portal:step", key=key, page=walk.first_open.slug)
        # Turned away before a byte of the file is read.
        documents.refuse_early(by=request.user, at=timezone.now())
        raise Http404
    if request.method == "POST":
        request.upload_handlers = [SealedUploadHandler(request)]
        return _answer(request, walk)
    return _page_of(request, walk, DocumentForm())


@csrf_protect
def _answer(request: HttpRequest, walk: Walk) -> HttpResponse:
    now, key = timezone.now(), walk.journey.key
    goes_on = "add" not in request.POST
    form = DocumentForm(request.POST, request.FILES)
    if set(request.POST) - _KNOWN:
        form.add_error(None, _(refuse_crafted("portal_report_sent", by=request.user, at=now).messages[0]))
    elif goes_on and not request.FILES and not any(request.POST.get(name, "").strip() for name in _TYPED):
        return redirect("portal:step", key=key, page="nakijken")
    elif form.is_valid() and (kept := form.run(documents.add_document, by=request.user, at=now, key=key)):
        messages.success(request, _("Het document gaat met uw melding mee."))
        if kept.is_old_on(local_day(now)):
            messages.warning(request, _("Dit document is ouder dan een jaar. Kijk of u iets van nu heeft."))
        return redirect("portal:step", key=key, page="nakijken") if goes_on else redirect("portal:documents", key=key)
    return _page_of(request, walk, form, status=400)


@require_POST
@professionals
@sent_already
def remove(request: HttpRequest, key: UUID, pk: UUID) -> HttpResponse:
    """Take a document away; nothing of it is left."""
    own_walk(request, key)
    try:
        documents.drop_document(by=request.user, at=timezone.now(), key=key, pk=pk)
        messages.success(request, _("Het document is weg."))
    except ValidationError as gone:
        messages.warning(request, " ".join(said_here(gone.code or "", sentence) for sentence in gone.messages))
    return redirect("portal:documents", key=key)


def _page_of(request: HttpRequest, walk: Walk, form: DocumentForm, status: int = 200) -> HttpResponse:
    today = local_day(timezone.now())
    context = {
        "walk": walk,
        "here": DOCUMENTS,
        "form": form,
        "key": walk.journey.key,
        "rows": [(one, copies.about(one), one.is_old_on(today)) for one in walk.documents],
        "full": len(walk.documents) >= MOST,
        "most": MOST,
        "before": walk.before(DOCUMENTS),
        **stepper(walk, DOCUMENTS),
    }
    return render(request, "meldcode/journey/documents.html", context, status=status)
