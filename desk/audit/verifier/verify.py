"""The check of the whole trail: every leaf and every head, read once, in memory that does not grow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import DatabaseError, connection

from desk.audit.verifier.beside import histories, may_read
from desk.audit.verifier.destroyed import YEARS, Gone, size_when_over
from desk.audit.verifier.growth import Roots
from desk.audit.verifier.heads import Head, heads
from desk.audit.verifier.outside import outside
from desk.audit.verifier.restored import Restores
from desk.audit.verifier.rows import Row, leaves
from desk.audit.verifier.signed import Trusted, Wrong
from desk.audit.verifier.witness import is_known


@dataclass
class Outcome:
    """How many events and heads were checked, the first thing that is wrong, and what one must know all the same."""

    size: int = 0
    heads: int = 0
    wrong: str = ""
    notice: str = ""


def verify(trusted: Trusted, anchored: Iterator[tuple[str, str]] | None, witnessed: Iterable[str] = ()) -> Outcome:
    """Check the trail in the database against its heads, and those against the heads at the anchor.

    In: the key to trust, and (name, note) of each head at the anchor, in order; or, without an anchor, notes that
    somebody kept. What is wrong is an outcome; raises OSError or ValueError when the anchor cannot be read.
    """
    checking = _Checking()
    try:
        restores = Restores(trusted)
        for head in heads(trusted, anchored, restores):
            checking.head(head)
        restores.end(anchored=anchored is not None)
        checking.end(restores.notice())
        for note in witnessed:
            if trouble := is_known(note, trusted):
                raise Wrong(trouble)
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
        self._gone = Gone()
        self._until: str | None = None
        self._until_is_known = True
        self._signed_at = ""
        self._jumps: list[int] = []

    def head(self, head: Head) -> None:
        """Read on to where this head was signed; there the tree is what the head says."""
        before, jumps = self._roots.size, len(self._jumps)
        for row in self._up_to(head):
            self._row(row, head)
        if self._roots.root() != head.signed.root:
            last = head.signed.size - 1
            raise Wrong(f"{head.where}: een regel van plaats {before} tot en met {last} is herschreven")
        if not self._until_is_known and (head.until or "") >= (self._until or ""):
            # The newest clock in it went with a destroyed event; the head itself is signed, and it says no less.
            self._until, self._until_is_known = head.until, True
        if (head.peaks, head.until) != (self._roots.parts(), self._until):
            raise Wrong(f"{head.where}: waar het zegel verder gaat is veranderd")
        if head.signed.at < self._signed_at and len(self._jumps) == jumps:
            raise Wrong(f"{head.where}: een oud zegel staat na een nieuwer")
        self._signed_at = head.signed.at
        self.outcome.heads += 1

    def end(self, notice: str) -> None:
        """Behind the last head there is nothing, unless a newer one has come meanwhile. `notice`: of restores."""
        extra = next(self._rows, None)
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(size) FROM audit_head")
            size = cursor.fetchone()[0] or 0
        if extra and extra.position >= size:
            raise Wrong(f"plaats {extra.position}, regel {extra.event_id}: geen zegel spreekt van deze regel")
        found = outside()
        if found:
            raise Wrong(found)
        self.outcome.notice = " ".join(filter(None, [notice, self._told_of_jumps(), _told_of_unread()]))

    def _told_of_jumps(self) -> str:
        times = len(self._jumps)
        return f"Een klok werd {times} keer verzet, het laatst op plaats {self._jumps[-1]}." if times else ""

    def _up_to(self, head: Head) -> Iterator[Row]:
        while self._roots.size < head.signed.size:
            row = next(self._rows, None)
            if row is None:
                place = self._roots.size
                raise Wrong(f"plaats {place}: het einde ontbreekt, {head.where} telt {head.signed.size} regels")
            yield row

    def _row(self, row: Row, head: Head) -> None:
        if row.position != self._roots.size:
            raise Wrong(f"plaats {self._roots.size}: een regel ontbreekt")
        is_gone = row.is_bare and self._gone.has(row.position)
        trouble = "" if is_gone else row.trouble() or _too_young(row, head)
        if trouble:
            raise Wrong(f"plaats {row.position}, regel {row.event_id}: {trouble}")
        self._until_is_known = self._until_is_known and not is_gone
        if row.act == "clock_jumped":
            self._jumps.append(row.position)
        self._roots.add(bytes.fromhex(row.digest))
        if row.recorded_at and (self._until is None or row.recorded_at > self._until):
            self._until = row.recorded_at
        self.outcome.size = self._roots.size


def _too_young(row: Row, head: Head) -> str:
    """A destruction takes only what was sealed `YEARS` before the head that seals the destruction."""
    last = row.beside.last_place if row.beside else -1
    is_young = last >= 0 and last >= size_when_over(head.signed.at)
    return f"plaats {last} is vernietigd binnen {YEARS} jaar" if is_young else ""


def _told_of_unread() -> str:
    """Whoever checks from outside has no right on the cases, and so not on their histories."""
    is_whole = all(map(may_read, histories()))
    return "" if is_whole else "De geschiedenis van dossiers is hier niet nagekeken: daar is geen recht op."
