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


def key(rng: Random) -> str:
    """A random key, as the desk draws one (uuid4)."""
    drawn = f"{rng.getrandbits(128):032x}"
    return f"{drawn[:12]}4{drawn[13:16]}{'89ab'[int(drawn[16], 16) & 3]}{drawn[17:]}"


def salt(rng: Random) -> str:
    return f"{rng.getrandbits(256):064x}"


class Trail:
    """Collects the events of a part of the region. What is older than `since` (a day) and covers nothing is left out:
    its term is over, and the desk has destroyed its words."""

    def __init__(self, rng: Random, since: str) -> None:
        self.events: list[Row] = []
        self.ties: list[Row] = []
        self.versions: dict[str, list[Row]] = {}
        self._rng, self._since = rng, since
        self._beside: list[Row] = []
        self._lines: list[str] = []

    def wrote(self, record: Record, history: History, number: int, tie: int, *, by: Actor, at: int) -> None:
        """A version was written; the next event covers it. Two of one act are told in the order of their tables."""
        name, drawn = history.versions.name, salt(self._rng)
        row, digest = record.version(number, moment(at), by.key, drawn)
        self.versions.setdefault(name, []).append(row)
        self._lines.append(f"tie {name} {number} {history.shape} {digest}\n")
        self._beside.append(
            TIES.row(id=str(tie), source=name, number=str(number), shape=history.shape, digest=digest)
        )

    def tell(self, act: str, kind: str, subject: str, *, by: Actor, at: int, detail: str = "") -> None:
        """Something was done about `subject`, the number of a `kind` of record."""
        when = moment(at)
        covers = ""
        if self._lines:
            covers = hashlib.sha256("".join(self._lines).encode()).hexdigest()
        elif when < self._since:
            return
        event = key(self._rng)
        self.events.append(
            EVENTS.row(
                id=event,
                day=when[:10],
                at=when,
                act=act,
                actor_id=by.key,
                actor_name=by.name,
                actor_role=by.role,
                subject_kind=kind,
                subject=subject,
                detail=detail,
                covers=covers,
            )
        )
        for tie in self._beside:
            tie[TIES.at["event_id"]] = event
        self.ties += self._beside
        self._beside, self._lines = [], []

    def tell_of_advice(self, act: str, number: str, *, by: Actor, day: str) -> None:
        """Something was done about an advice: the day, and no clock (P1)."""
        if day >= self._since:
            who = {"actor_id": by.key, "actor_name": by.name, "actor_role": by.role}
            told = {"act": act, "subject_kind": "advice", "subject": number}
            self.events.append(EVENTS.row(id=key(self._rng), day=day, **told, **who))
