"""The desk in this process: what a page asks the database, counted where nobody looks at the clock outside."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client

from tests.bench.pages.asking import Wrong, asked
from tests.bench.pages.line import Came
from tests.bench.pages.plan import Ask

TIMES = 3
# Marks of a transaction carry no question to the database.
_MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Inside:
    """A browser that keeps count of the statements of its last request and of the seconds that they took."""

    def __init__(self, browser: Client) -> None:
        self._browser = browser
        self.statements: list[str] = []
        self.seconds = 0.0

    def get(self, path: str, cookie: str, headers: Mapping[str, str] | None = None) -> Came:
        return self._came(lambda: self._browser.get(path, headers=headers))

    def post(
        self, path: str, fields: list[tuple[str, str]], cookie: str, headers: Mapping[str, str] | None = None
    ) -> Came:
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return self._came(lambda: self._browser.post(path, data, headers=headers))

    def post_json(self, path: str, body: str, headers: Mapping[str, str]) -> Came:
        return self._came(lambda: self._browser.post(path, body, content_type="application/json", headers=headers))

    def _came(self, ask: Callable[[], Any]) -> Came:
        self.statements, self.seconds = [], 0.0
        with connection.execute_wrapper(self._listen):
            began = perf_counter()
            answer = ask()
            page = b"".join(answer)
            took = perf_counter() - began
        return Came(answer.status_code, page, took, answer.headers.get("Location", ""))

    def _listen(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        began = perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            self.seconds += perf_counter() - began
            if not sql.startswith(_MARKS):
                self.statements.append(sql)


def counted(ask: Ask, browser: Client) -> dict[str, Any]:
    """Return queries, milliseconds in the database and in all, and bytes of this page, the middle of a few times.

    A page that answers something else comes back with `wrong` alone.
    """
    desk = Inside(browser)
    found = []
    try:
        asked(desk, ask, "", 0)  # what is loaded at the first time only
        for turn in range(1, TIMES + 1):
            came = asked(desk, ask, "", turn)
            found.append((len(desk.statements), desk.seconds * 1000, came.seconds * 1000, len(came.page)))
    except (Wrong, LookupError) as wrong:
        return {"wrong": str(wrong)}
    names = ("queries", "database_ms", "inside_ms", "bytes")
    figures = {name: median(column) for name, column in zip(names, zip(*found, strict=True), strict=True)}
    return {**figures, "queries": round(figures["queries"]), "bytes": round(figures["bytes"])}
