"""Finds the own journey for a page of it; one that was sent leads to its receipt, and another's is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from meldcode import journeys, sending
from meldcode.receipts import Receipt
from meldcode.walk import Walk

View = Callable[..., HttpResponse]


class WasSent(Exception):
    """The journey became a report: whoever goes back in the browser is shown its receipt."""

    def __init__(self, receipt: Receipt) -> None:
        self.number = receipt.report.number


def own_walk(request: HttpRequest, key: UUID) -> Walk:
    """Return the walk of the journey of this user. Raises WasSent, or Http404, recorded, for what is not theirs."""
    user: Any = request.user
    now = timezone.now()
    if journey := journeys.journey_of(user, key, now):
        return Walk(user, journey)
    if sent := Receipt.objects.select_related("report").filter(journey=key, user=user).first():
        raise WasSent(sent)
    sending.not_theirs(by=user, at=now)
    raise Http404


def sent_already(view: View) -> View:
    """Lead a page of a journey that was sent to its receipt."""

    @wraps(view)
    def leading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WasSent as sent:
            return redirect("portal:report", number=sent.number)

    return leading
