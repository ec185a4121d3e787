"""The door of a page: who has no business there is refused, and that is an event too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from desk.audit import trail
from desk.audit.choices import Outcome

View = Callable[..., HttpResponse]


def only(permission: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let a page in only for users for whom `permission(user)` holds; others get 403, recorded."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not permission(request.user):
                turned_away(request.user)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def behind_the_wall(user: Any, record: Any) -> Http404:
    """Record that `user` tried a record that is not theirs; return the 404 to raise: for them it does not exist."""
    turned_away(user, record)
    return Http404()


def turned_away(user: Any, record: Any = None) -> None:
    """Record a refused page."""
    trail.record(
        "page_refused",
        by=trail.beside(record, user),
        at=timezone.now(),
        subject=record,
        outcome=Outcome.REFUSED,
        rule="not_permitted",
    )
