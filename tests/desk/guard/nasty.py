"""Makes of a pattern the texts it is slowest on: what one of its repeats takes, many times, and then what breaks it."""

import re
from collections.abc import Iterable, Iterator
from re import _constants as code
from re import _parser as parser
from typing import Any

# The sign to take where a class allows several: the same one everywhere makes neighbours compete for it.
_FIRST_CHOICES = ("a1A.- _@", "1aA.- _@", " \n-.a1", "-._ a1A", ".-_ a1A", "A1a _-.")
_ANY_CHOICE = "".join(map(chr, range(33, 127))) + "\n\té’“€中"
_REPEATS = {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT}
_OF = {code.CATEGORY_DIGIT: r"\d", code.CATEGORY_SPACE: r"\s", code.CATEGORY_WORD: r"\w"}
_OF |= {code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_NOT_WORD: r"\W"}

Parsed = Iterable[tuple[Any, Any]]


def nasty(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    """Pairs of a beginning and a piece to write many times behind it."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    found: set[tuple[str, str]] = set()
    for choices in _FIRST_CHOICES:
        for branch in (0, -1):
            writer = _Writer(choices, branch)
            found.add(("", writer.all_of(parsed)))
            for before, body in writer.repeats(parsed):
                found |= {(before, body), ("", before), ("", before + body)}
    return {(before, piece) for before, piece in found if piece}


class _Writer:
    """Writes the shortest text for a parsed pattern, with the same choice at every fork."""

    def __init__(self, choices: str, branch: int) -> None:
        self.choices = choices + _ANY_CHOICE
        self.branch = branch
        self.groups: dict[int, str] = {}

    def all_of(self, parsed: Parsed) -> str:
        return "".join(self.one(kind, what) for kind, what in parsed)

    def one(self, kind: Any, what: Any) -> str:
        if kind is code.LITERAL:
            return chr(what)
        if kind in (code.IN, code.NOT_LITERAL, code.ANY):
            return self._sign(kind, what)
        if kind is code.GROUPREF:
            return self.groups.get(what, "")
        if kind in (code.ASSERT, code.ASSERT_NOT, code.AT):
            return ""
        parts = list(_inside(kind, what))
        text = self.all_of(parts[self.branch if kind is code.BRANCH else 0])
        if kind is code.SUBPATTERN:
            self.groups[what[0]] = text
        return text * what[0] if kind in _REPEATS else text

    def repeats(self, parsed: Parsed, before: str = "") -> Iterator[tuple[str, str]]:
        """Each repeat, however deep: what comes before it, and what it takes once."""
        for kind, what in parsed:
            if kind in _REPEATS and what[1] > 1:
                yield before, self.all_of(what[2])
            for part in _inside(kind, what):
                yield from self.repeats(part, before)
            before += self.one(kind, what)

    def _sign(self, kind: Any, what: Any) -> str:
        if kind is code.ANY:
            return self.choices[0].strip() or "x"
        if kind is code.NOT_LITERAL:
            return next(sign for sign in self.choices if ord(sign) != what)
        negated = what[0][0] is code.NEGATE
        allowed = (sign for sign in self.choices if any(_holds(*one, sign) for one in what) != negated)
        return next(allowed, "") or chr(what[0][1] if what[0][0] is code.LITERAL else what[0][1][0])


def _inside(kind: Any, what: Any) -> Iterator[Parsed]:
    """The patterns within a part of a pattern."""
    if kind is code.BRANCH:
        yield from what[1]
    elif kind is code.SUBPATTERN:
        yield what[3]
    elif kind is code.ATOMIC_GROUP:
        yield what
    elif kind in _REPEATS:
        yield what[2]
    elif kind in (code.ASSERT, code.ASSERT_NOT):
        yield what[1]


def _holds(kind: Any, what: Any, sign: str) -> bool:
    if kind is code.LITERAL:
        return ord(sign) == what
    if kind is code.RANGE:
        return what[0] <= ord(sign) <= what[1]
    return kind is code.CATEGORY and re.fullmatch(_OF[what], sign) is not None
