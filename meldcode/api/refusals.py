"""What each refusal answers: by rule, by shape, by token, or because the trail is away."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as ShapeError

from desk.audit import trail
from desk.audit.trail import NotRecorded
from meldcode.api import problems, rules
from meldcode.api.actions import Caller
from meldcode.api.door import TooFast
from meldcode.api.reading import Unreadable


def _refused(_: HttpRequest, refusal: HttpError) -> HttpResponse:
    why = refusal.__cause__ if isinstance(refusal.__cause__, Unreadable) else refusal
    said = why.message if isinstance(why, Unreadable) else ""
    return problems.answer(why.status_code, detail=said)


def _unknown(_: HttpRequest, __: AuthenticationError) -> HttpResponse:
    return problems.answer(401, headers={"WWW-Authenticate": "Bearer"})


def _too_fast(_: HttpRequest, refusal: TooFast) -> HttpResponse:
    return problems.answer(429, headers={"Retry-After": str(refusal.seconds)})


def _denied(_: HttpRequest, __: PermissionDenied) -> HttpResponse:
    return problems.answer(403)


def _nothing(_: HttpRequest, __: Http404) -> HttpResponse:
    return problems.answer(404)


def _too_big(_: HttpRequest, __: RequestDataTooBig) -> HttpResponse:
    return problems.answer(413)


def _not_recorded(_: HttpRequest, __: NotRecorded) -> HttpResponse:
    return problems.answer(503)


# What a rule refuses is invalid input, but for these.
_OTHERS = {"a_key_is_of_one_report": 409, "a_list_goes_on_after_an_own_report": 404}


def _by_rule(_: HttpRequest, refusal: ValidationError) -> HttpResponse:
    faults = problems.faults_of(refusal)
    return problems.answer(next((_OTHERS[name] for _, name, _ in faults if name in _OTHERS), 400), faults)


def _by_shape(request: HttpRequest, refusal: ShapeError) -> HttpResponse:
    """Another shape than the contract: also an attempt, and recorded where a report was sent."""
    faults = [_fault(error) for error in refusal.errors]
    if request.method == "POST":
        token = request.auth  # type: ignore[attr-defined]
        name = ",".join(sorted({name for _, name, _ in faults}))
        refused = rules.Refused(name, "Geweigerd.")
        trail.refused("portal_report_sent", refused, by=Caller(token), at=timezone.now(), given={"token": token})
    return problems.answer(400, faults)


# How the shape can be wrong: (name in the trail, sentence). The value, and a name that nobody knows, are not repeated.
_SHAPES = {
    "missing": ("required", "Dit ontbreekt."),
    "extra_forbidden": ("portal_takes_only_its_own_answers", "Hier staat een gegeven dat niet wordt gevraagd."),
    "string_too_long": ("max_length", "Dit is te lang."),
    "too_long": ("max_length", "Dit zijn er te veel."),
    "string_pattern_mismatch": ("invalid", "Dit is niet geschreven zoals gevraagd."),
}


def _fault(error: dict[str, Any]) -> problems.Fault:
    where = [str(part) for part in error["loc"][1:] if part != "told"]
    if error["type"] == "extra_forbidden":
        where = where[:-1]
    return ".".join(where), *_SHAPES.get(error["type"], ("invalid", "Dit is een ander soort antwoord dan gevraagd."))


HANDLERS: list[tuple[type[Exception], Any]] = [
    (HttpError, _refused),
    (AuthenticationError, _unknown),
    (TooFast, _too_fast),
    (PermissionDenied, _denied),
    (Http404, _nothing),
    (RequestDataTooBig, _too_big),
    (NotRecorded, _not_recorded),
    (ValidationError, _by_rule),
    (ShapeError, _by_shape),
]
