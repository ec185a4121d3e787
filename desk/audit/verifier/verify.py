"""The check of the whole trail: every leaf and every head, read once, in memory that does not grow."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, connection

from desk.audit.verifier.growth import Roots
from desk.audit.verifier.heads import Head, Wrong, heads
from desk.audit.verifier.outside import outside
from desk.audit.verifier.rows import Row, leaves
from desk.audit.verifier.signed import Trusted


@dataclass
class Outcome:
    """How many events and heads were checked, and the first thing that is wrong; empty when nothing is."""

    size: int = 0
    heads: int = 0
    wrong: str = ""


def verify(trusted: Trusted, anchored: Iterator[tuple[str, str]]) -> Outcome:
    """Check the trail in the database against its heads, and those against the heads at the anchor.

    In: the key to trust, and (name, note) of each head at the anchor, in order. What is wrong is an outcome; raises
    OSError when the anchor cannot be read.
    """
    checking = _Checking()
    try:
        for head in heads(trusted, anchored):
            checking.head(head)
        checking.end()
    except Wrong as wrong:
        checking.outcome.wrong = str(wrong)
    except DatabaseError:
        # Bytes that are no text, or a table that is not there any more.
        checking.outcome.wrong = f"plaats {checking.outcome.size} of daarna: de database kan het niet lezen"
    return checking.outcome


class _Checking:
    def __init__(self) -> None:
        self.outcome = Outcome()
        self._roots = Roots()
        self._rows = leaves()
        self._until: str | None = None

    def head(self, head: Head) -> None:
        """Read on to where this head was signed; there the tree is what the head says."""
        before = self._roots.size
        for row in self._up_to(head):
            self._row(row)
        if self._roots.root() != head.signed.root:
            last = head.signed.size - 1
            raise Wrong(f"{head.where}: een regel van plaats {before} tot en met {last} is herschreven")
        if (head.peaks, head.until) != (self._roots.parts(), self._until):
            raise Wrong(f"{head.where}: waar het zegel verder gaat is veranderd")
        self.outcome.heads += 1

    def end(self) -> None:
        """Behind the last head there is nothing, unless a newer one has come meanwhile."""
        extra = next(self._rows, None)
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(size) FROM audit_head")
            size = cursor.fetchone()[0] or 0
        if extra and extra.position >= size:
            raise Wrong(f"plaats {extra.position}, regel {extra.event_id}: geen zegel spreekt van deze regel")
        found = outside()
        if found:
            raise Wrong(found)

    def _up_to(self, head: Head) -> Iterator[Row]:
        while self._roots.size < head.signed.size:
            row = next(self._rows, None)
            if row is None:
                place = self._roots.size
                raise Wrong(f"plaats {place}: het einde ontbreekt, {head.where} telt {head.signed.size} regels")
            yield row

    def _row(self, row: Row) -> None:
        if row.position != self._roots.size:
            raise Wrong(f"plaats {self._roots.size}: een regel ontbreekt")
        trouble = row.trouble()
        if trouble:
            raise Wrong(f"plaats {row.position}, regel {row.event_id}: {trouble}")
        self._roots.add(bytes.fromhex(row.digest))
        if row.recorded_at and (self._until is None or row.recorded_at > self._until):
            self._until = row.recorded_at
        self.outcome.size = self._roots.size
