"""What is answered when something of ours failed, by the kind of fault."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error

from desk.accounts.keep import typed_back

# Gone, restarting, full, held too long, no connection free in time: all of it passes. A mistake of ours does not.
_AWAY = (OperationalError, InterfaceError)
PAUSE = 30  # seconds until it is worth another try


def fault(request: HttpRequest) -> HttpResponse:
    """Answer a database that is away with 503 and what was typed, every other fault with the page of 500.

    Django calls this while the fault is being handled. Nothing here asks the database, which the frame, the session and
    even who is signed in would: so no context processor runs.
    """
    if not isinstance(sys.exc_info()[1], _AWAY):
        return server_error(request)
    told = {"request": request, "csrf_token": get_token(request), "typed": typed_back(request)}
    page = render_to_string("desk/accounts/database_away.html", told)
    return HttpResponse(page, status=503, headers={"Retry-After": str(PAUSE)})
