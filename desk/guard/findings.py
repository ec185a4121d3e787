"""What the guard finds, and how finds that overlap become one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_AND = re.compile(r" (?:en|and|&) | ?/ ?| ?\+ ?| ?[-–] ?|%20|&nbsp;")
_TIE = re.compile("[-–]")
_PREFIXES = r" (?:(?:van|de|der|den|ter|ten|te|el|al|da|dos|v\.?d\.?) ){1,2}"
_JOINTS = {
    "name": re.compile(f"{_AND.pattern}|(?i:{_PREFIXES})"),
    "address": _AND,
    "handle": re.compile(r"\s(?:\w{0,3}\d\w{0,2}\s)?"),
    "hidden": re.compile(r"\s"),
}


class Hit(NamedTuple):
    """A place in one reading of the text, or in the text itself."""

    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True)
class Finding:
    """Characters `start` up to `end` of the text as typed: what that is, why it must go, what to write instead.

    `certain` findings refuse a text; the others need somebody's word that they point to nobody. An empty suggestion
    means: leave it out. Neither reason nor suggestion repeats what was found.
    """

    start: int
    end: int
    kind: str
    certain: bool
    reason: str
    suggestions: tuple[str, ...]


def merged(hits: Iterable[tuple[str, Hit]]) -> list[tuple[str, Hit]]:
    """Overlapping hits become one over all of them, so that no tail of a number stays behind."""
    done: list[tuple[str, Hit]] = []
    for kind, hit in sorted(hits, key=lambda pair: (pair[1].start, -pair[1].end)):
        if done and hit.start < done[-1][1].end:
            done[-1] = _joined(done[-1], (kind, hit))
        else:
            done.append((kind, hit))
    return done


def bridged(hits: Iterable[tuple[str, Hit]], text: str) -> list[tuple[str, Hit]]:
    """Two names or two streets that belong together become one: "Boukje en Durk Algra", "Molenweg/Kerkpad".

    A hyphen between two finds of any kind ties them too.
    """
    done: list[tuple[str, Hit]] = []
    for kind, hit in hits:
        joint = _JOINTS.get(kind, _TIE) if done and kind == done[-1][0] else _TIE
        if done and joint.fullmatch(text, done[-1][1].end, hit.start):
            done[-1] = _joined(done[-1], (kind, hit))
        else:
            done.append((kind, hit))
    return done


def _joined(one: tuple[str, Hit], other: tuple[str, Hit]) -> tuple[str, Hit]:
    def weight(pair: tuple[str, Hit]) -> tuple[bool, bool, int]:
        # A number in words is a word nobody knows too, and then the number says more.
        return pair[1].certain, pair[0] != "name", pair[1].end - pair[1].start

    kind = max(one, other, key=weight)[0]
    start, end = min(one[1].start, other[1].start), max(one[1].end, other[1].end)
    return kind, Hit(start, end, one[1].certain or other[1].certain)
