"""Explains heads at the anchor that the database does not hold: two people declared, signed, that it was put back."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from desk.audit.verifier.signed import NotSigned, Signed, Trusted, Wrong
from desk.audit.verifier.text import as_text
from desk.deadlines import local_day

_SAID = re.compile(
    r"[^\n]+ restored\n(?P<number>\d+) (?P<first>\d+) (?P<last>\d+) (?P<size>\d+)\n"
    r"(?P<kept>\d+) (?P<kept_size>\d+) (?P<kept_root>\S+)\n(?P<digest>[0-9a-f]{64})\n"
    r"(?P<declared>[0-9a-f]{32}) (?P<confirmed>[0-9a-f]{32})\n(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n"
)
_EVENT = (
    "SELECT e.act, e.actor_id, l.position FROM audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.id "
    "WHERE e.id = %s"
)
_LEAF = "SELECT l.position FROM audit_leaf l WHERE l.event_id = %s"


@dataclass
class Statement:
    """What was signed, in numbers and in words; `seen` is over the notes at the anchor that it explains."""

    note: str
    numbers: dict[str, int]
    words: dict[str, str]
    seen: Any = field(default_factory=hashlib.sha256)
    is_met: bool = False

    @property
    def events(self) -> int:
        """How many events had a place behind what is left."""
        return self.numbers["size"] - self.numbers["kept_size"]

    @property
    def told(self) -> str:
        """What a person must know of it (Dutch). What was signed is in UTC; a person reads the day on the wall."""
        first, last = self.numbers["first"], self.numbers["last"]
        day = local_day(datetime.fromisoformat(self.words["at"]))
        return (
            f"Op {day:%d-%m-%Y} verklaarden twee mensen dat de database is teruggezet: zegel {first} tot en met {last} "
            f"en hoogstens {self.events} regels van daarna ontbreken."
        )

    def wrong(self, why: str) -> Wrong:
        first, last = self.numbers["first"], self.numbers["last"]
        return Wrong(f"de verklaring van terugzetten over zegel {first} tot en met {last}: {why}")


class Restores:
    """Everything that was declared: asked head by head, and once more at the end."""

    def __init__(self, trusted: Trusted) -> None:
        self._declared = [_read(number, note, trusted) for number, note in _rows("audit_restored", "number > %s", 0)]

    def explains(self, number: int, note: str) -> bool:
        """Say whether what lies at the anchor under this number was lost by a declared restore, or declares it."""
        for one in self._declared:
            if one.numbers["first"] <= number <= one.numbers["last"]:
                one.seen.update(note.encode())
                return True
            if number == one.numbers["number"]:
                one.is_met = note == one.note
                return one.is_met
        return False

    def head(self, number: int, signed: Signed) -> None:
        """A head of the database is none that was lost; the last before a gap is the one that was declared."""
        for one in self._declared:
            if one.numbers["first"] <= number <= one.numbers["number"]:
                raise one.wrong(f"zegel {number} staat toch in de database")
            said = (one.numbers["kept_size"], one.words["kept_root"])
            if number == one.numbers["kept"] and said != (signed.size, b64encode(signed.root).decode()):
                raise one.wrong(f"zegel {number} is niet het zegel waarvan zij uitgaat")

    def end(self, *, anchored: bool) -> None:
        """Each statement names what really was lost, and two people stand under it."""
        for one in self._declared:
            kept = hashlib.sha256()
            first, last = one.numbers["first"], one.numbers["last"]
            for _, note in _rows("audit_losthead", "number >= %s AND number <= %s", first, last):
                kept.update(note.encode())
            if kept.hexdigest() != one.words["digest"]:
                raise one.wrong("de zegels die zij noemt zijn veranderd")
            if anchored and (one.seen.hexdigest() != one.words["digest"] or not one.is_met):
                raise one.wrong("op de veilige plek ligt iets anders")
            _by_two(one)

    def notice(self) -> str:
        """What one must know all the same; of many, the last."""
        if not self._declared:
            return ""
        more = f" Zo'n verklaring is er {len(self._declared)} keer." if len(self._declared) > 1 else ""
        return self._declared[-1].told + more


def was_lost(note: str) -> bool:
    """Say whether a declared restore names this very head as lost."""
    return any(True for _ in _rows("audit_losthead", "note = %s", note))


def _read(number: int, note: str, trusted: Trusted) -> Statement:
    try:
        found = _SAID.fullmatch(trusted.text_of(note))
    except NotSigned as not_signed:
        raise Wrong(f"de verklaring van terugzetten {number}: {not_signed}") from None
    if not found or int(found["number"]) != number:
        raise Wrong(f"de verklaring van terugzetten {number}: zegt iets anders dan wat is ondertekend")
    words = found.groupdict()
    texts = ("digest", "declared", "confirmed", "at", "kept_root")
    return Statement(note, {name: int(said) for name, said in words.items() if name not in texts}, words)


def _by_two(one: Statement) -> None:
    """Both events stand in the trail, behind what was kept, by two people; one whose term is over left its place."""
    people = []
    for how in ("declared", "confirmed"):
        event = UUID(one.words[how])
        given = event if connection.vendor == "postgresql" else event.hex
        with connection.cursor() as cursor:
            cursor.execute(_EVENT, [given])
            act, actor, place = cursor.fetchone() or (None, None, None)
            if act is None:
                cursor.execute(_LEAF, [given])
                (place,) = cursor.fetchone() or (None,)
        if act != f"restore_{how}" and (act or place is None):
            raise one.wrong("de regels van de twee mensen ontbreken in het logboek")
        if place is not None and place < one.numbers["kept_size"]:
            raise one.wrong("de regels van de twee mensen zijn ouder dan zij")
        people.append(actor)
    if people[0] == people[1] and people[0] is not None:
        raise one.wrong("één mens staat er twee keer onder")


def _rows(table: str, where: str, *given: Any) -> Iterator[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.number, {as_text('t.note')} FROM {table} t WHERE {where} ORDER BY t.number",  # noqa: S608
            list(given),
        )
        yield from cursor.fetchall()
