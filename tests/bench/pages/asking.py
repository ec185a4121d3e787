"""Asks one page, the way its plan says, of a desk at the other end of a line."""

from collections.abc import Mapping
from typing import Protocol
from uuid import uuid4

from tests.bench.pages.forms import fields_of
from tests.bench.pages.line import Came
from tests.bench.pages.plan import FRESH, Ask, filled


class Desk(Protocol):
    """A desk over HTTP, or in this process."""

    def get(self, path: str, cookie: str, headers: Mapping[str, str] | None = None) -> Came: ...

    def post(
        self, path: str, fields: list[tuple[str, str]], cookie: str, headers: Mapping[str, str] | None = None
    ) -> Came: ...

    def post_json(self, path: str, body: str, headers: Mapping[str, str]) -> Came: ...


class Wrong(Exception):
    """The desk answered something else than the page that is measured."""


def asked(desk: Desk, ask: Ask, cookie: str, turn: int) -> Came:
    """Return the answer to the request of this turn; opening the form first is not in its seconds. Raises Wrong."""
    path = ask.paths[turn % len(ask.paths)]
    headers = {name: str(uuid4()) if value == FRESH else value for name, value in ask.headers.items()}
    if ask.json:
        came = desk.post_json(path, ask.json, headers)
    elif ask.method == "GET":
        came = desk.get(path, cookie, headers)
    else:
        came = desk.post(path, _fields(desk, ask, cookie, turn, path), cookie, headers)
    if came.status not in ask.right:
        raise Wrong(f"{ask.name}: {came.status} instead of {ask.right}")
    return came


def _fields(desk: Desk, ask: Ask, cookie: str, turn: int, path: str) -> list[tuple[str, str]]:
    told = dict(ask.fields or {})
    if not ask.forms:
        return filled(told)
    shown = ask.forms[turn % len(ask.forms)]
    opened = desk.get(shown, cookie)
    if opened.status != 200:
        raise Wrong(f"{ask.name}: its form answered {opened.status}")
    return filled({**fields_of(opened.page.decode(), path, shown), **told})
