"""What the anchor holds and the database lost, and the statement of it: signed with the key of the heads."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import PurePath

from django.conf import settings

from desk.audit.models import Event, Head, Restored
from desk.audit.rules import anchor_knows_more, only_an_end_is_lost
from desk.audit.sealing.anchor import Anchor

SOME = 500
_NOTHING = f"{0:012d}.note"  # before the first that has a number


class Behind(ValueError):
    """The anchor knows newer heads than the database: it was put back, and nobody declared so yet."""


@dataclass(frozen=True)
class Lost:
    """The notes at the anchor, by number, that the database does not hold, and the last head that it does hold."""

    notes: dict[int, str]
    kept: Head | None

    @property
    def first(self) -> int:
        return min(self.notes)

    @property
    def last(self) -> int:
        return max(self.notes)

    @property
    def size(self) -> int:
        """How many events were sealed by the last of the heads that were lost."""
        return max(int(note.split("\n")[1].split()[-1]) for note in self.notes.values())

    @property
    def events(self) -> int:
        """How many events had a place behind the last head that is left; some may lie in the database without one."""
        return self.size - (self.kept.size if self.kept else 0)

    @property
    def digest(self) -> str:
        return hashlib.sha256("".join(self.notes[number] for number in sorted(self.notes)).encode()).hexdigest()


def lost() -> Lost:
    """Compare the anchor with the database.

    Raises Refused when nothing is lost, or when something is lost that is no end; OSError when it cannot be read.
    """
    anchor = Anchor(settings.AUDIT_ANCHOR)
    before, gone = _compared(anchor)
    anchor_knows_more(list(gone))
    kept = Head.objects.filter(number__lt=min(gone)).order_by("number").last()
    is_ours = kept is None or number_of(before) != kept.number or anchor.read(before) == kept.note
    only_an_end_is_lost(is_ours and not Head.objects.filter(number__gt=min(gone)).exists())
    return Lost({number: anchor.read(path) for number, path in gone.items()}, kept)


def _compared(anchor: Anchor) -> tuple[str, dict[int, str]]:
    """Return the last name at the anchor that is ours before any that is not, and by number those that are not.

    So many at a time: of what both hold there may be years.
    """
    told = list(Restored.objects.values_list("number", "first", "last"))
    before, gone, paths = _NOTHING, dict[int, str](), anchor.in_order()
    while some := {number_of(path): path for path in islice(paths, SOME)}:
        ours = set(Head.objects.filter(number__in=some).values_list("number", flat=True))
        for number, path in some.items():
            if number in ours:
                before = before if gone else path
            elif not any(number == at or first <= number <= last for at, first, last in told):
                gone[number] = path
    return before, gone


def statement(number: int, gone: Lost, events: Sequence[Event], at: datetime) -> str:
    """Return the text that is signed: what was kept, what was lost, and the two events that say so."""
    kept = gone.kept
    return "\n".join(
        [
            f"{settings.AUDIT_ORIGIN} restored",
            f"{number} {gone.first} {gone.last} {gone.size}",
            f"{kept.number} {kept.size} {kept.note.splitlines()[2]}" if kept else "0 0 -",
            gone.digest,
            " ".join(event.pk.hex for event in events),
            f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "",
        ]
    )


def number_of(path: str) -> int:
    """Return the number in the name of a file at the anchor. Raises ValueError."""
    return int(PurePath(path).name.partition(".")[0])


@dataclass
class _Seen:
    """The newest head of which this process knows that the anchor knows no newer one."""

    number: int | None = None


_seen = _Seen()


def refuse_when_behind(last: Head | None) -> bool:
    """Raise Behind when the anchor knows more than the database: another head under one number would be two trails.

    Out: whether the anchor answered, now or before. Asked once by each process, and again when the database went back
    meanwhile: a list of years is long.
    """
    number = last.number if last else 0
    if _seen.number is None or number < _seen.number:
        try:
            newest = number_of(Anchor(settings.AUDIT_ANCHOR).newest() or _NOTHING)
        except (OSError, ValueError):
            return False  # away, or not ours to judge: sealing goes on, and what is wrong there is found by the check
        known = max([number, *Restored.objects.order_by("-number").values_list("number", flat=True)[:1]])
        if newest > known:
            raise Behind(f"The anchor holds number {newest}, the database {known}: see docs/backup.md.")
    _seen.number = number
    return True
