"""Where is it kept? Every row of every table as text, and every page of the desk, to search."""

import io
import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from celery.app.task import Task
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from desk.accounts.logs import NoValues
from desk.accounts.models import Session

Outside = Callable[..., str]
# fmt: off
_PARTS = [
    "lamp", "kaas", "brug", "stoel", "tafel", "boek", "schip", "fiets", "kast", "hond", "kraan", "mand", "deur",
    "appel", "bank", "bloem", "brood", "glas", "doos", "fles", "gras", "hout", "jas", "kers", "klok", "kroon", "maan",
    "muur", "park", "plank", "rots", "schaap", "spel", "steen", "trein", "wolk", "zand", "zeil",
]
# fmt: on


def needle() -> str:
    """A word nobody else uses; letters only, so that no rule about numbers sees it."""
    return "zq" + "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(10))


def plain_needle() -> str:
    """A word nobody else uses and that the guard lets pass, being made of words: lampkaasbrug."""
    return "".join(secrets.SystemRandom().sample(_PARTS, 3))


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """A function that tells all that left the pages: addresses, titles, headers, cookies, log, mail, task arguments."""
    sent: list[str] = []
    root, log = logging.getLogger(), io.StringIO()
    plain, level = Task.apply_async, root.level
    # The desk's own handler, so that what its filter lets through is what is seen.
    console = next(one for one in root.handlers if any(isinstance(rule, NoValues) for rule in one.filters))

    def apply_async(self: Task, *args: Any, **kwargs: Any) -> Any:
        sent.append(repr((args, kwargs)))
        return plain(self, *args, **kwargs)

    def seen(*answers: Any) -> str:
        letters = [letter.message().as_string() for letter in mail.outbox]
        return " ".join([*letters, *sent, log.getvalue(), *(part for one in answers for part in _face(one))])

    monkeypatch.setattr(Task, "apply_async", apply_async)
    root.setLevel(logging.DEBUG)
    usual = console.setStream(log)
    yield seen
    console.setStream(usual)
    root.setLevel(level)


def dump() -> dict[str, str]:
    """Every table with all that its rows hold; session rows are opened first."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = repr(cursor.fetchall())
    found["django_session"] = repr([session.get_decoded() for session in Session.objects.all()])
    return found


def kept_in(*needles: Any) -> set[str]:
    """The tables in which at least one of the needles is kept, however it is spelled."""
    told = [form.lower() for needle in needles for form in _forms(needle)]
    return {table for table, rows in dump().items() if any(form in rows.lower() for form in told)}


def addresses(known: dict[str, list[Any]]) -> list[str]:
    """Every address of the desk, filled in with each of the values `known` for its parameters, such as int:pk."""
    return sorted(
        {address for pattern in _routes(get_resolver().url_patterns, "") for address in _fill(pattern, known)}
    )


def pages(client: Client, known: dict[str, list[Any]]) -> dict[str, str]:
    """Every page that answers a GET, by address; what does not exist or may not be seen is left out."""
    answers = {address: client.get(address) for address in addresses(known)}
    return {address: content_of(answer) for address, answer in answers.items() if answer.status_code == 200}


def content_of(answer: Any) -> str:
    """All that was answered, also where it was written out line by line."""
    return answer.getvalue().decode()


def _face(answer: Any) -> list[str]:
    """What of an answer is seen outside its page: its address, where it leads, its title, headers and cookies."""
    request = answer.request
    titles = re.findall(r"<title>(.*?)</title>", "" if answer.streaming else answer.content.decode(), re.S)
    return [request["PATH_INFO"], request["QUERY_STRING"], *titles, repr(answer.headers), repr(answer.cookies)]


def _forms(word: Any) -> list[str]:
    return [str(word), word.hex] if isinstance(word, UUID) else [str(word)]


def _routes(patterns: list[Any], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        # An address written as a regular expression gets the form of the others: <number>/<section>.
        route = prefix + re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(pattern.pattern)).strip("^$").replace("<str:", "<")
        if isinstance(pattern, URLPattern):
            yield "/" + route
        else:
            yield from _routes(pattern.url_patterns, route)


# A link of the portal that nobody mailed, a journey that nobody walks, a message that nobody writes.
_NOWHERE = {"token": ["geen"], "uuid:key": ["00000000-0000-4000-8000-000000000000"], "slug:page": ["signalen"]}
_NOWHERE |= {"nummer": ["M-2026-0000"], "naam": ["gemeenten"]}
_NOWHERE |= {"slug:what": ["aanvulling"]}


def _fill(route: str, known: dict[str, list[Any]]) -> list[str]:
    before, bracket, rest = route.partition("<")
    if not bracket:
        return [route]
    parameter, _, after = rest.partition(">")
    return [filled for value in (_NOWHERE | known)[parameter] for filled in _fill(f"{before}{value}{after}", known)]
