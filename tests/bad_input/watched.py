"""Sends one request, undoes what it did, and says what is not as it must be."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.test import Client

FINE = {200, 202, 204, 301, 302, 303, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429}
# What somebody typed, read by a browser as something else than words (E05).
_AS_HTML = re.compile(r"""<script>alert\(1\)|<img src=x|=["']?\s*javascript:alert""")
_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.I)
# A refusal is an event, and a wrong password is counted: that is what must be kept of what was refused.
# And a draft is what somebody typed and is not right yet.
_MAY = ("audit_", "django_session", "axes_", "meldcode_journey", "reports_draft")


class Writes:
    """The tables that were written to, without what was undone again."""

    def __init__(self) -> None:
        self._seen: list[tuple[str, str]] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        word, _, rest = str(sql).partition(" ")
        if word == "SAVEPOINT":
            self._seen.append((word, rest))
        elif word == "ROLLBACK":
            name = rest.rpartition(" ")[2]
            self._seen = self._seen[: self._seen.index(("SAVEPOINT", name))]
            self._seen.append(("SAVEPOINT", name))
        elif found := _WRITES.match(str(sql)):
            self._seen.append(("WRITE", found[1]))
        return answer

    @property
    def stored(self) -> set[str]:
        return {table for word, table in self._seen if word == "WRITE" and not table.startswith(_MAY)}


@dataclass(frozen=True)
class Seen:
    """What came back: the status, the page, the tables that hold something new, and whether a browser shows it."""

    status: int
    page: str
    stored: set[str]
    is_shown: bool = True

    def wrong(self) -> Iterator[str]:
        """Say what is not as it must be."""
        if self.status not in FINE:
            yield f"answered {self.status}"
        if self.status >= 400 and self.stored:
            yield f"refused, and stored in {sorted(self.stored)}"
        if self.is_shown and (found := _AS_HTML.search(self.page)):
            yield f"what was typed is in the page as it was typed: {found[0]}"
        if self.status >= 400 and "Bad Request" in self.page:
            yield "refused without a sentence in Dutch"


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done in here did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent(client: Client, ask: Callable[[Client], Any]) -> Seen:
    """Ask, read the answer to its end, and undo it. Raises whatever the desk did not catch."""
    cookies, writes = client.cookies.output(header=""), Writes()
    with undone(), connection.execute_wrapper(writes):
        answer = ask(client)
        body = b"".join(answer) if answer.streaming else answer.content
    client.cookies = SimpleCookie(cookies)
    is_shown = answer.headers.get("Content-Type", "").startswith("text/html")
    return Seen(answer.status_code, body.decode(errors="replace"), writes.stored, is_shown)
