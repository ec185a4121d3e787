"""The list of what was destroyed, outside the database: a backup that is put back must not bring a file back.

One signed note for each file, written once, in the folder `destroyed` beside the heads of the trail. It holds numbers,
the rule and a day, and nobody's name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from desk.accounts.models import Team
from desk.audit.sealing.anchor import Anchor
from desk.audit.sealing.note import signer
from desk.audit.verifier.signed import Trusted
from desk.deadlines import local_day
from desk.retention.choices import Verdict
from desk.retention.models import Destruction

PART, KIND = "destroyed", "destroyed"
THESE_DAYS = timedelta(days=2)


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


def list_destroyed(*, at: datetime, everything: bool = False) -> int:
    """Write down what was destroyed these days and is not in the list yet. Out: how many files.

    In: `everything`, whatever was ever destroyed: for a place that was away for longer, or is a new one.
    Twice, or late, ends the same. Raises OSError, ValueError or Different when the key or
    the place cannot be read, or holds other words under that number.
    """
    anchor, key = Anchor(settings.AUDIT_ANCHOR), signer(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN)
    is_listed = _whole_list(anchor) if everything else lambda number: anchor.has(PART, _file(number))
    count = 0
    for row in _destroyed(None if everything else at - THESE_DAYS):
        if is_listed(row.case_number):
            continue
        assert row.decided_at
        told = Listed(row.case_number, row.reports, row.term, row.keep_until, local_day(row.decided_at))
        anchor.write(PART, _file(row.case_number), key.sign(told.text))
        count += 1
    return count


def _whole_list(anchor: Anchor) -> Callable[[str], bool]:
    """Say of a number whether it is in the list, which is read once: it is more than a statement takes values."""
    return {_number(path) for path in anchor.paths(PART, KIND)}.__contains__


def _destroyed(since: datetime | None) -> Iterator[Destruction]:
    """By team, as the index has them: what was ever destroyed is not read for what was destroyed today."""
    rows = Destruction.objects.filter(verdict=Verdict.DESTROYED)
    if since is not None:
        rows = rows.filter(team__in=Team.objects.values("pk"), decided_at__gte=since)
    return rows.order_by("pk").iterator(chunk_size=500)


def listed(trusted: Trusted) -> Iterator[Listed]:
    """Yield what the list holds, by number. Raises NotSigned for a note that our key did not sign, OSError."""
    anchor = Anchor(settings.AUDIT_ANCHOR)
    for path in anchor.paths(PART, KIND):
        _, number, reports, term, until, on = trusted.text_of(anchor.read(path)).splitlines()
        yield Listed(number, reports, term, date.fromisoformat(until), date.fromisoformat(on))


def _file(number: str) -> str:
    return f"{number}.{KIND}"


def _number(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(f".{KIND}")
