"""The page on which a sender decides about the own name, after sending."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meldcode import own_name
from meldcode.door import professionals
from meldcode.name_forms import NAMES, NameForm
from meldcode.own_reports import read_receipt
from meldcode.receipt_views import receipt_or_404


@require_http_methods(["GET", "POST"])
@professionals
def name(request: HttpRequest, number: str) -> HttpResponse:
    """Who may know the name; by POST one decision about it."""
    receipt = receipt_or_404(request, number)
    told: dict[str, Any] = {"by": request.user, "at": timezone.now(), "receipt": receipt}
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "GET":
        read_receipt(**told)
    elif form.is_valid() and form.carry_out(**told):
        messages.success(request, _("Dat is vastgelegd."))
        return redirect("portal:name", number=number)
    mask, given = own_name.name_of(receipt)
    rows = [(value, label, given.get(value)) for value, label in NAMES.items()]
    context = {"receipt": receipt, "mask": mask, "rows": rows, "form": form}
    return render(request, "meldcode/journey/name.html", context, status=400 if form.errors else 200)
