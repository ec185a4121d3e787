"""Two rooms apart: a professional opens nothing of the desk, and a colleague nothing in the portal."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from desk.audit.door import only, turned_away
from desk.roles import Role
from meldcode.permissions import may_invite, may_report

# What a professional opens outside the portal: getting in and out, the own second step, and danger. All else is shut.
OWN = frozenset(
    {"login", "second_step", "set_up", "provider_sign_in", "provider_back", "provider_unlock", "logout", "session"}
    | {"provider_back_of"}
    | {
        "lock",
        "unlock",
        "emergency",
        "health",
        "ready",
        "figures",
        "accounts:own",
        "accounts:confirm",
        "accounts:add_factor",
    }
    | {"accounts:remove_app", "accounts:remove_passkey", "accounts:paper_codes", "accounts:provider_confirm"}
    | {"accounts:link", "accounts:unlink"}
)
# Signed-in pages of the portal: `@professionals` for everybody who reports, `@officers` for who brings others in.
professionals = only(may_report)
officers = only(may_invite)


class RoomsApart:
    """Turns a signed-in professional away from every page that is not of the portal, and records it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Let the portal through; the first page of the desk leads there; anything else is not there (404)."""
        user: Any = request.user
        if not user.is_authenticated or user.role != Role.PROFESSIONAL:
            return None
        match = request.resolver_match
        assert match is not None
        if match.view_name in OWN or match.namespaces[:1] == ["portal"]:
            return None
        if match.view_name == "worklist" and request.method == "GET":
            return redirect("portal:home")
        turned_away(user)
        raise Http404
