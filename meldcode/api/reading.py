"""Reads what a system sends before anything else looks at it: JSON and no more, as large and deep as a report."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser

from desk.rulebook import Refused, tidy

MOST_BYTES = 262_144
DEEPEST = 12


class Unreadable(HttpError):
    """What came cannot be read: the status to answer, and a sentence about why."""

    def __init__(self, status: int, detail: str = "") -> None:
        super().__init__(status, detail)


class Strict(Parser):
    """No double members, no NaN, no unreadable characters: what two readers might read differently is not read."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what was sent. Raises Unreadable."""
        if request.content_type != "application/json":
            raise Unreadable(415)
        if len(request.body) > MOST_BYTES:
            raise Unreadable(413)
        try:
            told = json.loads(request.body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise Unreadable(400, "Dit is geen JSON.") from None
        if not isinstance(told, dict):
            raise Unreadable(400, "Stuur één JSON-object.")
        _look_through(told)
        return told

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> dict[str, Any]:
        """Return the parameters behind the question mark, each of them once. Raises Unreadable."""
        if any(len(values) > 1 for _, values in data.lists()):
            raise Unreadable(400, "Een parameter komt één keer voor.")
        return super().parse_querydict(data, list_fields, request)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constant(_: str) -> None:
    raise ValueError


def _look_through(told: Any) -> None:
    """Refuse what is too deep and characters that no database takes, wherever they stand."""
    waiting = [(told, 1)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unreadable(400, "Dit is te diep genest.")
        if isinstance(one, dict):
            waiting += [(part, depth + 1) for pair in one.items() for part in pair]
        elif isinstance(one, list):
            waiting += [(part, depth + 1) for part in one]
        elif isinstance(one, str):
            _readable(one)


def _readable(text: str) -> None:
    try:
        tidy(text)
    except Refused as refusal:
        raise Unreadable(400, " ".join(refusal.messages)) from None
