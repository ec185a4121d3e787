"""Marked call notes, and how well the guard does on them. Every note, name and number is invented."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desk.guard import Finding

NOTES = Path(__file__).parent / "notes"
_MARK = re.compile(r"\[\[([A-Z?]+)\|(.*?)\]\]", re.S)


@dataclass(frozen=True)
class Note:
    """A text, the personal details in it as (label, start, end), and what is neither a hit nor a false alarm."""

    id: str
    text: str
    details: list[tuple[str, int, int]]
    either: list[tuple[int, int]]

    @property
    def is_clean(self) -> bool:
        return not self.details


@dataclass
class Tally:
    """Of one kind of detail: how many there are, and of how many at least half was found, and found for certain."""

    there: int = 0
    found: int = 0
    certain: int = 0


@dataclass
class Measured:
    """How the guard did: per label, and per note."""

    labels: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    identifying: int = 0
    whole: int = 0
    clean: int = 0
    stopped: int = 0
    asked: int = 0

    def share(self, part: int, of: int) -> float:
        return part / of if of else 1.0


def notes(pattern: str) -> list[Note]:
    """The notes in the files whose names match, such as tuned_*."""
    files = sorted(NOTES.glob(f"{pattern}.jsonl"))
    return [_read(json.loads(line)) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def measured(marked: Iterable[Note], find: Callable[[str], list[Finding]]) -> Measured:
    """Put the notes before the guard. Half of the characters is found; a note is covered when nothing is left."""
    result = Measured()
    for note in marked:
        found = find(note.text)
        covered, certain = _places(found), _places(one for one in found if one.certain)
        whole = [
            _tell(result.labels[label], note.text, (start, end), covered, certain) for label, start, end in note.details
        ]
        if note.is_clean:
            either = {at for start, end in note.either for at in range(start, end)}
            stray = [one for one in found if not set(range(one.start, one.end)) & either]
            result.clean += 1
            result.stopped += any(one.certain for one in stray)
            result.asked += bool(stray)
        else:
            result.identifying += 1
            result.whole += all(whole)
    return result


def _tell(tally: Tally, text: str, place: tuple[int, int], covered: set[int], certain: set[int]) -> bool:
    signs = {at for at in range(*place) if not text[at].isspace()}
    tally.there += 1
    tally.found += len(signs & covered) * 2 >= len(signs)
    tally.certain += len(signs & certain) * 2 >= len(signs)
    return signs <= covered


def _places(found: Iterable[Finding]) -> set[int]:
    return {at for one in found for at in range(one.start, one.end)}


def _read(row: dict[str, str]) -> Note:
    """The marks out of the text: [[PERSON|Henk]] leaves Henk, and where he stands."""
    text, at = "", 0
    details: list[tuple[str, int, int]] = []
    either: list[tuple[int, int]] = []
    for mark in _MARK.finditer(row["text"]):
        text += row["text"][at : mark.start()]
        place = (len(text), len(text) + len(mark[2]))
        text, at = text + mark[2], mark.end()
        if mark[1] == "?":
            either.append(place)
        else:
            details.append((mark[1], *place))
    return Note(row["id"], text + row["text"][at:], details, either)
