"""A name in single letters: spelled out, "d e l a n o", or nothing but its initials, "J.B.", "K.v.d.M."."""

import re
from collections.abc import Iterator
from itertools import pairwise

from desk.guard.findings import Hit
from desk.guard.lexicon import entry
from desk.guard.lexicon.vocabulary import NAMES, is_plain
from desk.guard.text.fold import fold

_SPELLED = re.compile(r"(?<![\w.\-/])\w(?:([ .\-_*/])\w)(?:\1\w)+(?![\w\-/])")
_NEXT_WORD = re.compile(r"\s{2,3}[^\W\d_](?:[ .\-_*][^\W\d_])+(?![\w\-])|\s[^\W_](?:[.\-_*/][^\W_])+(?![\w\-])")
_INITIALS = re.compile(
    r"(?<![\w.\-])[A-Z]\.\s?(?:v\.?\s?(?:d\.?\s?)?)?(?:[A-Z]\.\s?){1,3}(?=[\s,;:)!?/]|$)(?!\s?[A-Z][a-z])"
)
_ALONE = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=[.!?]\s))[A-Z]\.(?=\s[a-z]{2})")
_NOBODY = frozenset(
    ["NB", "PS", "BV", "NV", "VS", "US", "UK", "EU", "HO", "OM", "PV", "BW", "SR", "SV", "MC", "TBC", "TBA", "FYI"]
)
_SHORTEST = 4
_DIGITS_AS_LETTERS = [str.maketrans("0134578", f"o{one}eastb") for one in "li"]


def hits(text: str) -> Iterator[Hit]:
    """Runs of single letters that together are a name or no word at all, and initials that stand for somebody."""
    for pattern in (_INITIALS, _ALONE):
        for match in pattern.finditer(text):
            if re.sub("[^A-Z]", "", match.group()) not in _NOBODY:
                yield Hit(match.start(), match.start() + len(match.group().rstrip()), certain=False)
    end = -1
    for match in _SPELLED.finditer(text):
        if match.start() < end:
            continue
        ends = [match.start(), match.end()]
        while more := _NEXT_WORD.match(text, ends[-1]):
            ends.append(more.end())
        end = ends[-1]
        spelled = [word for first, last in pairwise(ends) for word in _joined(text[first:last])]
        if any(len(word) >= _SHORTEST and word.isalpha() and not is_plain(word) for word in spelled):
            yield Hit(match.start(), end, certain=any(bool(entry(word).lists & NAMES) for word in spelled))


def as_letters(word: str) -> list[str]:
    """The word with letters for digits: t1mo may be tlmo or timo."""
    return [word.translate(letters) for letters in _DIGITS_AS_LETTERS]


def _joined(letters: str) -> list[str]:
    return as_letters(fold("".join(char for char in letters if char.isalnum())))
