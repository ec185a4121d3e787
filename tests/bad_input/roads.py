"""Every form there is: all pages that the known people can open, read as a browser reads them."""

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.bad_input.pages import Sheet, sheets_of
from tests.bad_input.watched import undone
from tests.desk.accounts.addresses import table as desk_table
from tests.desk.accounts.test_matrix import address
from tests.meldcode.test_addresses import table as portal_table

# Who opens the pages of the desk and of the portal: together they may see every one of them.
DESK, PORTAL = ("noor", "joke", "samir", "ada", "nobody"), ("eva", "iris", "ada", "nobody")


def addresses(records: dict[str, Any], about: dict[str, Any]) -> dict[str, str]:
    """Return the path of every route."""
    desk = {name: address(name, records) for name in desk_table()}
    return {**desk, **{name: reverse(name, kwargs=about.get(name)) for name in portal_table()}}


def forms(
    clients: dict[str, Client], paths: dict[str, str], *, of_all: bool = False
) -> Iterator[tuple[str, Client, Sheet]]:
    """Yield each form once: (who fills it in, their browser, the form). `of_all`: a page shows others other forms."""
    known: set[tuple[str, frozenset[str]]] = set()
    for name, path in paths.items():
        for who in PORTAL if name.startswith("portal:") else DESK:
            client = clients[who]
            with undone():
                answer = client.get(path)
                page = b"".join(answer) if answer.streaming else answer.content
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            for sheet in sheets_of(page.decode(), path):
                key = (sheet.action.split("?")[0], frozenset(sheet.fields))
                if key not in known:
                    known.add(key)
                    yield who, client, sheet
            if not of_all:
                break
