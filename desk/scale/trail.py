"""What happened, as rows of the trail: events, and the ties of the versions that an act wrote."""

import hashlib
from random import Random
from typing import NamedTuple

from desk.audit.models import Event, Tie
from desk.scale.days import moment
from desk.scale.rows import NULL, History, Record, Row, Table

EVENTS, TIES = Table(Event), Table(Tie)


class Actor(NamedTuple):
    """Who acts, as the trail names them."""

    key: str
    name: str
    role: str


SYSTEM = Actor(NULL, "Het systeem", "")

# A key of version 4 has two places that are not drawn (RFC 9562, 5.4).
_DRAWN = ~((0xF000 << 64) | (0xC000 << 48))
_MARKED = (0x4000 << 64) | (0x8000 << 48)


def dice(seed: int, kind: str, part: int) -> Random:
    """The dice of one piece: the same for the same seed, whoever makes it."""
    return Random(f"{seed}/{kind}/{part}")  # noqa: S311 - it plays, and keeps no secret


def key(rng: Random) -> str:
    """A random key, as the desk draws one (uuid4)."""
    return f"{rng.getrandbits(128) & _DRAWN | _MARKED:032x}"


# As the columns lie in their tables; written out, for there are millions of them.
assert EVENTS.columns == [
    "id", "day", "at", "act", "outcome", "rule", "actor_id", "actor_name", "actor_role", "subject_kind", "subject",
    "reason", "detail", "workplace", "covers",
]  # fmt: skip
assert TIES.columns == ["id", "event_id", "source", "number", "shape", "digest"]


class Trail:
    """Collects the events of a part of the region. What is older than `since` (a day) and covers nothing is left out:
    its term is over, and the desk has destroyed its words."""

    def __init__(self, rng: Random, since: str) -> None:
        self.events: list[Row] = []
        self.ties: list[Row] = []
        self.versions: dict[str, list[Row]] = {}
        self._rng, self._since = rng, since
        self._beside: list[tuple[str, str, str, str, str]] = []

    def wrote(self, record: Record, history: History, number: int, tie: int, *, by: Actor, at: int) -> None:
        """A version was written; the next event covers it. Two of one act are told in the order of their tables."""
        name = history.versions.name
        row, digest = record.version(number, moment(at), by.key, f"{self._rng.getrandbits(256):064x}")
        self.versions.setdefault(name, []).append(row)
        self._beside.append((str(tie), name, str(number), history.shape, digest))

    def tell(self, act: str, kind: str, subject: str, *, by: Actor, at: int, detail: str = "") -> None:
        """Something was done about `subject`, the number of a `kind` of record."""
        when, beside = moment(at), self._beside
        if not beside and when < self._since:
            return
        event, covers = key(self._rng), ""
        if beside:
            told = "".join([f"tie {source} {number} {shape} {digest}\n" for _, source, number, shape, digest in beside])
            covers = hashlib.sha256(told.encode()).hexdigest()
            self.ties += [(tie, event, *about) for tie, *about in beside]
            self._beside = []
        about = (act, "done", "", by.key, by.name, by.role, kind, subject)
        self.events.append((event, when[:10], when, *about, "", detail, "", covers))

    def tell_of_advice(self, act: str, number: str, *, by: Actor, day: str) -> None:
        """Something was done about an advice: the day, and no clock (P1)."""
        if day >= self._since:
            about = (act, "done", "", by.key, by.name, by.role, "advice", number)
            self.events.append((key(self._rng), day, NULL, *about, "", "", "", ""))
