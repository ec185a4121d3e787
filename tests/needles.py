"""Where is it kept? Every row of every table as text, and every page of the desk, to search."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver


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
    return {address: answer.content.decode() for address, answer in answers.items() if answer.status_code == 200}


def _forms(needle: Any) -> list[str]:
    return [str(needle), needle.hex] if isinstance(needle, UUID) else [str(needle)]


def _routes(patterns: list[Any], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        # An address written as a regular expression gets the form of the others: <number>/<section>.
        route = prefix + re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(pattern.pattern)).strip("^$").replace("<str:", "<")
        if isinstance(pattern, URLPattern):
            yield "/" + route
        else:
            yield from _routes(pattern.url_patterns, route)


def _fill(route: str, known: dict[str, list[Any]]) -> list[str]:
    before, bracket, rest = route.partition("<")
    if not bracket:
        return [route]
    parameter, _, after = rest.partition(">")
    return [filled for value in known[parameter] for filled in _fill(f"{before}{value}{after}", known)]
