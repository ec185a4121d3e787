"""The table of rights as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from desk.audit.door import only
from desk.rights_table.fields import field_rows
from desk.rights_table.permissions import may_read_rights
from desk.rights_table.table import open_acts, rows
from desk.roles import Role


@require_GET
@only(may_read_rights)
def rights(request: HttpRequest) -> HttpResponse:
    """Each act and each field, by role, as the code answers at this moment."""
    context = {"roles": Role.labels, "rows": rows(), "open_acts": open_acts(), "fields": field_rows()}
    return render(request, "desk/rights_table/rights.html", context)
