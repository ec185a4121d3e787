"""Reads the trail a page at a time, each column as text just as the database holds it."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from desk.audit.verifier.beside import Beside, beside
from desk.audit.verifier.text import as_text

PAGE, SOME = 5_000, 500
EVENT = (
    "id",
    "day",
    "at",
    "act",
    "outcome",
    "rule",
    "actor_id",
    "actor_name",
    "actor_role",
    "subject_kind",
    "subject",
    "reason",
    "detail",
    "workplace",
)
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")


class Row(NamedTuple):
    """A leaf with its stamp and its event; what is not there is None."""

    position: int
    event_id: str
    digest: str
    stamp: str | None
    recorded_at: str | None
    salt: str | None
    stamped: str | None
    event: Sequence[str | None]
    covers: str | None = ""
    beside: Beside | None = None

    @property
    def act(self) -> str | None:
        return self.event[EVENT.index("act")]

    @property
    def is_bare(self) -> bool:
        """Neither an event nor its stamp: only the leaf."""
        return self.event[0] is None and self.stamp is None

    def trouble(self) -> str:
        """What is wrong with this row by itself, in words; empty when nothing is."""
        if self.event[0] is None:
            return "de regel is weg"
        if self.stamp is None or self.salt is None:
            return "het stempel van de regel is weg"
        if self.stamped != self.digest:
            return "het stempel is veranderd"
        if hashlib.sha256((self.salt + self.said).encode("utf-8", "replace")).hexdigest() != self.digest:
            return "de regel is veranderd"
        return self._clock() or self._beside()

    @property
    def said(self) -> str:
        """What the digest is over, after the salt. `covers` came later: where it is empty nothing stands for it."""
        return _said([*self.event, self.recorded_at, *([self.covers] if self.covers else [])])

    def _beside(self) -> str:
        if self.beside is None:
            return ""
        is_whole = self.beside.digest.hexdigest() == self.covers
        return self.beside.trouble or ("" if is_whole else "wat naast de regel ligt is veranderd")

    def _clock(self) -> str:
        about_advice = self.event[EVENT.index("subject_kind")] == "advice"
        if about_advice != (self.recorded_at is None):
            return "de klok van de regel is veranderd"
        clocks = (self.event[EVENT.index("at")], self.recorded_at)
        return "" if all(clock is None or _CLOCK.fullmatch(clock) for clock in clocks) else "de klok is geen klok"


def _said(texts: Sequence[str | None]) -> str:
    return "".join("-" if text is None else f"{_size(text)}:{text}" for text in texts)


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def leaves() -> Iterator[Row]:
    """Yield every leaf in order of its place."""
    last = -1
    while page := _page(last):
        found = _beside_of([row[1] for row in page if row[-1]])
        for position, event_id, digest, stamp, recorded_at, salt, stamped, *event, covers in page:
            told = found.get(event_id)
            yield Row(int(position), event_id, digest, stamp, recorded_at, salt, stamped, event, covers, told)
        last = int(page[-1][0])


def _beside_of(events: list[str]) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    for first in range(0, len(events), SOME):
        found |= beside(events[first : first + SOME])
    return found


def _page(after: int) -> list[Any]:
    columns = ["l.position", "l.event_id", "l.digest", "s.event_id", "s.recorded_at", "s.salt", "s.digest"]
    columns += [f"e.{name}" for name in (*EVENT, "covers")]
    asked = ", ".join(map(as_text, columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {asked} FROM audit_leaf l LEFT JOIN audit_stamp s ON s.event_id = l.event_id "  # noqa: S608
            "LEFT JOIN audit_event e ON e.id = l.event_id WHERE l.position > %s ORDER BY l.position LIMIT %s",
            [after, PAGE],
        )
        return cursor.fetchall()
