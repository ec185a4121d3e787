"""The list of what was destroyed, outside the database: a backup that is put back must not bring a file back.

One signed note for each file, written once, in the folder `destroyed` beside the heads of the trail. It holds numbers,
the rule and a day, and nobody's name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from desk.audit.sealing.anchor import Anchor
from desk.audit.sealing.note import signer
from desk.audit.verifier.signed import Trusted
from desk.deadlines import local_day
from desk.retention.choices import Verdict
from desk.retention.models import Destruction

PART, KIND = "destroyed", "destroyed"


@dataclass(frozen=True)
class Listed:
    """A file that was destroyed: its number, those of its reports, by which rule, kept up to when, destroyed when."""

    case_number: str
    reports: str
    term: str
    keep_until: date
    on: date

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (f"{settings.AUDIT_ORIGIN} destroyed", self.case_number, self.reports, self.term)
        return "\n".join([*lines, self.keep_until.isoformat(), self.on.isoformat(), ""])


def list_destroyed() -> int:
    """Write down every destroyed file that is not in the list yet. Out: how many were.

    Twice, or late, ends the same. Raises OSError, ValueError or Different when the key or
    the place cannot be read, or holds other words under that number.
    """
    anchor, key = Anchor(settings.AUDIT_ANCHOR), signer(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN)
    known = {_number(path) for path in anchor.paths(PART, KIND)}
    count = 0
    # Compared here: what was ever destroyed is more than a statement of PostgreSQL takes values.
    for row in Destruction.objects.filter(verdict=Verdict.DESTROYED).order_by("pk").iterator(chunk_size=500):
        if row.case_number in known:
            continue
        assert row.decided_at
        told = Listed(row.case_number, row.reports, row.term, row.keep_until, local_day(row.decided_at))
        anchor.write(PART, f"{row.case_number}.{KIND}", key.sign(told.text))
        count += 1
    return count


def listed(trusted: Trusted) -> Iterator[Listed]:
    """Yield what the list holds, by number. Raises NotSigned for a note that our key did not sign, OSError."""
    anchor = Anchor(settings.AUDIT_ANCHOR)
    for path in anchor.paths(PART, KIND):
        _, number, reports, term, until, on = trusted.text_of(anchor.read(path)).splitlines()
        yield Listed(number, reports, term, date.fromisoformat(until), date.fromisoformat(on))


def _number(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(f".{KIND}")
