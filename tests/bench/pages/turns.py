"""One request at a time, in turns over all pages and all databases, each right after an empty page of the same desk.

What the machine does besides falls on all of them alike, so that one page can be told in times another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from tests.bench.pages.asking import Wrong, asked
from tests.bench.pages.line import Line
from tests.bench.pages.plan import Ask, from_json

# The yardsticks: a signed-in page in the whole frame of its room, without a list; the portal has a frame of its own.
EMPTY, EMPTY_OF_PORTAL = "tour", "portal:citizen"
INSIDE = 4  # requests of each page that were counted in the process itself, before
_AT_HOME = {"noor", "joke", "samir", "ada", "saskia", "tariq", "els"}


@dataclass
class Desk:
    """A desk that runs: the line to it, who is signed in, and what is asked."""

    line: Line
    cookies: Mapping[str, str]
    asks: dict[str, Ask]
    inside: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, port: int, plan: Mapping[str, Any]) -> "Desk":
        asks = {told["name"]: from_json(told) for told in plan["asks"]}
        return cls(Line(port), plan["cookies"], asks, plan["inside"])

    def ask(self, name: str, turn: int) -> float:
        """Return the milliseconds of this page. Raises Wrong, LookupError, OSError."""
        ask = self.asks[name]
        return asked(self.line, ask, self.cookies.get(ask.who, ""), turn).seconds * 1000

    def empty(self, who: str, turn: int) -> float:
        """Return the milliseconds of the empty page of whoever asks: for a visitor the one of a colleague."""
        if who in self.cookies and who not in _AT_HOME:
            return self._as(EMPTY_OF_PORTAL, who, turn)
        return self._as(EMPTY, who if who in _AT_HOME else "noor", turn)

    def _as(self, name: str, who: str, turn: int) -> float:
        return asked(self.line, self.asks[name], self.cookies[who], turn).seconds * 1000


@dataclass
class Samples:
    """Milliseconds of a page and of the empty page before it, and what went wrong."""

    page: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Return p50 and p95, the empty page, and how many errors."""
        told: dict[str, Any] = {"times": len(self.page), "errors": len(self.wrong)}
        if self.wrong:
            told["wrong"] = self.wrong[-1]
        if len(self.page) > 1:
            parts = quantiles(self.page, n=20, method="inclusive")
            told |= {"p50_ms": median(self.page), "p95_ms": parts[18], "empty_ms": median(self.empty)}
        return told


def measured(desks: Mapping[str, Desk], turns: int, warm: int) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the figures by page and size; `warm` turns come first and are not counted."""
    names = list(dict.fromkeys(name for desk in desks.values() for name in desk.asks))
    found = {name: {size: Samples() for size, desk in desks.items() if name in desk.asks} for name in names}
    for turn in range(warm + turns):
        for name in names:
            for size, samples in found[name].items():
                _one(desks[size], name, turn, samples, counts=turn >= warm)
    return {name: {size: one.figures() for size, one in sizes.items()} for name, sizes in found.items()}


def _one(desk: Desk, name: str, turn: int, samples: Samples, *, counts: bool) -> None:
    ask = desk.asks[name]
    # What can be asked once per record was asked a few times inside already.
    at = turn + INSIDE if ask.once else turn
    if at >= ask.turns():
        return
    try:
        empty = desk.empty(ask.who, turn)
        page = desk.ask(name, at)
    except (Wrong, LookupError, OSError) as wrong:
        desk.line.close()
        samples.wrong.append(f"{type(wrong).__name__}: {wrong}")
        return
    if counts:
        samples.page.append(page)
        samples.empty.append(empty)
