"""Groups of digits and the gaps between them: the ground under every number the guard looks for."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_GROUP = re.compile(r"[0-9]+")
_DATE = re.compile(
    r"(?:0?[1-9]|[12][0-9]|3[01])-(?:0?[1-9]|1[0-2])-(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])"
)
_GAP = re.compile(r"[\s.\-/()_*|,=]{1,3}")


class Group(NamedTuple):
    start: int
    end: int
    digits: str
    gap: str | None
    """The sign that joins this group to the one before; None where something else stands between."""


def groups(text: str) -> list[Group]:
    found: list[Group] = []
    for match in _GROUP.finditer(text):
        between = text[found[-1].end : match.start()] if found and match.start() - found[-1].end < 4 else ""
        gap = (between.strip() or " ") if _GAP.fullmatch(between) else None
        found.append(Group(match.start(), match.end(), match.group(), gap))
    return found


def window(found: Sequence[Group], first: int, size: int) -> Sequence[Group]:
    """The joined groups from `first` on that together hold exactly `size` digits; empty if there are none."""
    total = 0
    for at in range(first, min(first + size, len(found))):
        if at > first and found[at].gap is None:
            break
        total += len(found[at].digits)
        if total >= size:
            return found[first : at + 1] if total == size else ()
    return ()


def windows(found: Sequence[Group], size: int) -> Iterator[tuple[int, Sequence[Group]]]:
    for first in range(len(found)):
        run = window(found, first, size)
        if run:
            yield first, run


def joined(run: Sequence[Group]) -> str:
    return "".join(group.digits for group in run)


def gaps(run: Sequence[Group]) -> set[str | None]:
    return {group.gap for group in run[1:]}


def starts_with_date(run: Sequence[Group]) -> bool:
    """12-03-2026 or 2026-03-12, with whatever follows it: a day that something happened, not a number."""
    if len(run) < 3 or run[1].gap != run[2].gap or run[1].gap not in {"-", "/", "."}:
        return False
    written = "-".join(group.digits for group in run[:3])
    return _DATE.fullmatch(written) is not None and (len(run) == 3 or run[3].gap != run[2].gap)
