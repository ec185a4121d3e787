"""Brings the heads of the database and those at the anchor together, and says where the two differ."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from desk.audit.verifier.restored import Restores
from desk.audit.verifier.signed import NotSigned, Signed, Trusted, Wrong
from desk.audit.verifier.text import as_text

PAGE = 2_000
_NUMBER = re.compile(r"(\d{12})\.(?:note|restored)$")


@dataclass(frozen=True)
class Head:
    """A head as the database holds it, and what was signed."""

    number: int
    until: str | None
    peaks: list[str]
    signed: Signed

    @property
    def where(self) -> str:
        return f"zegel {self.number}"


def heads(trusted: Trusted, anchored: Iterator[tuple[str, str]] | None, restores: Restores) -> Iterator[Head]:
    """Yield every head in order. Raises Wrong where a head is not what was signed, or does not lie at the anchor.

    `restores` says which heads at the anchor two people declared lost.
    """
    before = None
    stored = _stored(_newest("SELECT MAX(number) FROM audit_head")) if anchored is None else _joined(anchored, restores)
    for number, size, at, until, peaks, note in stored:
        where = f"zegel {number}"
        try:
            signed = trusted.read(note)
        except NotSigned as not_signed:
            raise Wrong(f"{where}: {not_signed}") from None
        if signed.size != size or signed.at != f"{at[:10]}T{at[11:19]}Z":
            raise Wrong(f"{where}: de database zegt iets anders dan wat is ondertekend")
        if before and signed.size < before.size:
            raise Wrong(f"{where}: een oud zegel staat na een nieuwer")
        restores.head(number, signed)
        before = signed
        yield Head(number, until, json.loads(peaks), signed)


def _joined(
    anchored: Iterator[tuple[str, str]], restores: Restores
) -> Iterator[tuple[int, int, str, str | None, str, str]]:
    """A head lies in the database and at the anchor under one number, and reads the same.

    Asked in this order, what is sealed meanwhile is no difference: kept before it is looked for, looked for before
    the database is read.
    """
    kept = _newest("SELECT MAX(head_id) FROM audit_kept")
    anchored = _unexplained(anchored, restores)
    found = next(anchored, None)
    for row in _stored(_newest("SELECT MAX(number) FROM audit_head")):
        number, note = row[0], row[-1]
        place = _number(found)
        if place is not None and place < number:
            break
        if found and place == number:
            if found[1] != note:
                raise Wrong(f"zegel {number}: op de veilige plek ligt een ander zegel")
            found = next(anchored, None)
        elif number <= kept:
            raise Wrong(f"zegel {number}: ligt niet meer op de veilige plek")
        yield row
    if found:
        raise Wrong(f"zegel {_number(found)}: ligt op de veilige plek en is uit de database weg{_how_many(anchored)}")


def _unexplained(anchored: Iterator[tuple[str, str]], restores: Restores) -> Iterator[tuple[str, str]]:
    """What lies at the anchor, without what two people declared lost."""
    for found in anchored:
        number = _number(found)
        if number is None or not restores.explains(number, found[1]):
            yield found


def _how_many(anchored: Iterator[tuple[str, str]]) -> str:
    """Whoever reads this may just have put the database back, and must be told what to do."""
    more = 1 + sum(1 for _ in anchored)
    return f", samen {more} zegels. Is de database teruggezet? Dan verklaren twee mensen dat (docs/backup.md)"


def _number(found: tuple[str, str] | None) -> int | None:
    if found is None:
        return None
    number = _NUMBER.search(found[0])
    if number is None:
        raise Wrong("op de veilige plek ligt iets dat geen zegel is")
    return int(number[1])


def _newest(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0] or 0


def _stored(newest: int) -> Iterator[tuple[int, int, str, str | None, str, str]]:
    last = 0
    while page := _page(last, newest):
        yield from page
        last = page[-1][0]


def _page(after: int, newest: int) -> list[tuple[int, int, str, str | None, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT h.number, h.size, {as_text('h.at')}, {as_text('h.until')}, {as_text('h.peaks')}, h.note "  # noqa: S608
            "FROM audit_head h WHERE h.number > %s AND h.number <= %s ORDER BY h.number LIMIT %s",
            [after, newest, PAGE],
        )
        return list(cursor.fetchall())
