"""Text that was pulled apart or broken, put together again: "0 6 1 2", "0.6.1.2", "(0)(6)", a number over two lines."""

import re
from collections.abc import Iterator

from desk.guard.text.normal import Reading
from desk.guard.text.spelled import put

Piece = tuple[int, int, str]

# Single signs with spaces between them; a wider space is the end of a word.
_SPACED = re.compile(r"(?<![^\s(\"'‘“:=])[\w@+(](?: {1,4}\S){4,200}(?![^\s,.;:)!?\"'’”])")
_SPACES = re.compile(" +")
# Single letters and digits with one and the same sign between them.
_SIGNED = re.compile(r"(?<![^\W_])[^\W_](?:([.\-*_/|~,])[^\W_])(?:\1[^\W_]){3,200}(?![^\W_])")
_SIGN = re.compile(r"[.\-*_/|~,]")
_BRACKETED = re.compile(r"(?:[(\[][^\W_][)\]] ?){3,200}")
_BRACKET = re.compile(r"[()\[\]]+ ?")
_BROKEN = re.compile(r"(?<=[\w@.\-/])[ ]?\r?\n[ ]?(?=[\w@.\-/])")


def closed_up(plain: Reading) -> Reading | None:
    """The reading with "i c l o u d . c o m" in one piece, or None where nothing is pulled apart like that."""
    pieces = {
        *_spaces(plain.text),
        *_signs(plain.text, _SIGNED, _SIGN),
        *_signs(plain.text, _BRACKETED, _BRACKET),
    }
    return put(plain, plain.text, list(_apart(sorted(pieces)))) if pieces else None


def unbroken(plain: Reading) -> Reading | None:
    """The reading without the ends of its lines, or None where it is one line."""
    pieces = [(match.start(), match.end(), "") for match in _BROKEN.finditer(plain.text)]
    return put(plain, plain.text, pieces) if pieces else None


def _spaces(text: str) -> Iterator[Piece]:
    for run in _SPACED.finditer(text):
        spaces = list(_SPACES.finditer(text, run.start(), run.end()))
        least = min(len(space.group()) for space in spaces)
        yield from ((space.start(), space.end(), " " if len(space.group()) > least else "") for space in spaces)


def _signs(text: str, runs: re.Pattern[str], sign: re.Pattern[str]) -> Iterator[Piece]:
    for run in runs.finditer(text):
        yield from ((match.start(), match.end(), "") for match in sign.finditer(text, run.start(), run.end()))


def _apart(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces that do not overlap the one before."""
    end = 0
    for piece in pieces:
        if piece[0] >= end:
            yield piece
            end = piece[1]
