"""The way in of a system: a token and nothing else. No session, no cookie, and no page of the desk comes out."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from meldcode.api import pace, problems
from meldcode.api.actions import token_refused
from meldcode.api.choices import TokenPurpose
from meldcode.api.models import ApiToken
from meldcode.api.secret import hash_of

PATH = "/api/"
VERSION = "1.0.0"
Handler = Callable[[HttpRequest], HttpResponse]


def systems_only(get_response: Handler) -> Handler:
    """Take every cookie away on the way in and out, say the version, and let no page of HTML out."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PATH):
            return get_response(request)
        for name in ("HTTP_COOKIE", "HTTP_HX_REQUEST"):
            request.META.pop(name, None)
        response = get_response(request)
        response.cookies.clear()
        response.headers["API-Version"] = VERSION
        if response.status_code >= 400 and response.headers.get("Content-Type") != problems.CONTENT_TYPE:
            response.content = problems.body(response.status_code)
            response.headers["Content-Type"] = problems.CONTENT_TYPE
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return handle


class TooFast(HttpError):
    """So many requests in a minute are no work of people."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, "")
        self.seconds = seconds


class _Token(HttpBearer):
    purpose = ""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the row of the token. A wrong, an ended and a revoked one all go the same way, in the same time.

        Raises TooFast, HttpError 403 for a token that is for something else. Each refusal is an event.
        """
        now = timezone.now()
        found = ApiToken.objects.select_related("organisation__region").filter(token_hash=hash_of(token)).first()
        if found is None or not found.counts(now):
            if seconds := pace.wait_after_mistake(now):
                raise TooFast(seconds)
            token_refused(at=now, rule="token_opens_nothing", token=found)
            return None
        if seconds := pace.wait(found, now):
            raise TooFast(seconds)
        if found.purpose != self.purpose:
            token_refused(at=now, rule="token_is_for_something_else", token=found)
            raise HttpError(403, "")
        return found


class SendToken(_Token):
    """A token to send reports with."""

    purpose = TokenPurpose.SEND


class FollowToken(_Token):
    """A token to read the status with."""

    purpose = TokenPurpose.FOLLOW
