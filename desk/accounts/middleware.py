"""Around every page: a session is whole, nothing is kept by the browser, and nothing typed is lost at its end."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from desk.accounts import session, signin
from desk.accounts.keep import NO_WORK, typed_again, typed_back
from desk.audit.trail import NotRecorded, System

Handler = Callable[[HttpRequest], HttpResponse]


def private_pages(get_response: Handler) -> Handler:
    """No page with work in it stays behind in a cache, and no page may use camera, place or microphone."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response

    return handle


# What answers on a locked screen: opening it, leaving, danger, and how long the session lasts.
_OPEN = ("unlock", "provider_unlock", "provider_back", "logout", "emergency", "health", "session")


def whole_sessions(get_response: Handler) -> Handler:
    """End a session whose time is over or that came about without a second factor; hold up one that is locked."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        request.user = get_user(request)  # known by now: a lazy one is asked anew at each look at it
        now = timezone.now()
        if why := session.why_over(request.session, now):
            signin.end_session(by=System(), at=now, request=request, account=request.user, why=why)
        elif session.is_locked(request.session):
            return get_response(request) if _is_open(request) else _held_up(request)
        elif request.path != resolve_url("session"):
            session.touch(request.session, now)
        return get_response(request)

    return handle


def _is_open(request: HttpRequest) -> bool:
    # Each provider outside has an address of its own below the one of the desk's.
    return request.path in map(resolve_url, _OPEN) or request.path.startswith(resolve_url("provider_back"))


def _held_up(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect(f"{resolve_url('unlock')}?{urlencode({'next': request.get_full_path()})}")
    context = {"typed": typed_again(request), "locked": True}
    return render(request, "desk/accounts/signed_out.html", context, status=401)


class NoSuchAddress:
    """Answers 404 for an address with a NUL in it: no record has such a number, and PostgreSQL does not take one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Raise Http404 before the page looks anything up."""
        if "\x00" in request.path:
            raise Http404


class FailClosed:
    """Answers 503 with what was typed, for whatever could not be recorded (NEN 7513, ASVS 16.5.3)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the page for a fault of the trail; every other fault goes on its way."""
        if not isinstance(fault, NotRecorded):
            return None
        # Without the frame: that one would ask the same database.
        return render(request, "503.html", {"typed": typed_back(request), "frame": None}, status=503)


def nothing_lost(get_response: Handler) -> Handler:
    """A form sent after the session ended answers 401 with what was typed; htmx gets its redirects as a header."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        location = response.headers.get("Location", "")
        to_sign_in = location.split("?")[0] == resolve_url(settings.LOGIN_URL)
        if to_sign_in and request.method == "POST" and not request.path.startswith(location.split("?")[0]):
            if request.path in map(resolve_url, NO_WORK):
                return response
            return render(request, "desk/accounts/signed_out.html", {"typed": typed_again(request)}, status=401)
        if location and request.headers.get("HX-Request") == "true":
            answer = HttpResponse(status=204, headers={"HX-Redirect": _another_address(location)})
            answer.cookies = response.cookies  # the message for the next page travels in one of them
            return answer
        return response

    return handle


def _another_address(location: str) -> str:
    """Return `location`, made new where it has a mark: on the page it shows a browser would only scroll to it."""
    page, mark, place = location.partition("#")
    return f"{page}{'&' if '?' in page else '?'}na={secrets.token_hex(4)}#{place}" if mark else location
