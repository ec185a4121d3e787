"""A function at one small place: "de enige huisarts van Tjammelwerd" is a name without a name."""

import re
from collections.abc import Iterator, Sequence

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.lexicon import Is
from desk.guard.text.tokens import Word

_ONLY = frozenset(["enige", "enigste", "only", "sole"])
_AT = frozenset(["van", "vd", "v", "vh", "op", "in", "bij", "te", "uit", "aan", "at", "of", "in", "i", "the"])
_WITHIN = 9
_ENDS = re.compile(r"[.!?;\n]|, ")


def hits(words: Sequence[Word], passed: set[int], taken: set[int]) -> Iterator[Hit]:
    done = -1
    for at, word in enumerate(words):
        if at <= done or at in taken or word.word not in data.words("professions"):
            continue
        last = _place(words, at, passed)
        if last:
            done = last
            first = at - 1 if at and words[at - 1].word in _ONLY else at
            yield Hit(words[first].start, words[last].end, certain=False)


def _place(words: Sequence[Word], at: int, passed: set[int]) -> int:
    """The last word of the place or organisation the function belongs to; 0 when there is none."""
    only = at > 0 and words[at - 1].word in _ONLY
    found = 0
    for n in range(at + 1, min(at + _WITHIN, len(words))):
        word = words[n]
        if _ENDS.search(word.gap) and "(" not in word.gap:
            break
        if _is_small(words, n, passed) or (only and n in passed and words[n - 1].word in _AT):
            found = n if any(one.word in _AT for one in words[at + 1 : n]) else 0
        elif found and not word.has_capital and word.word not in _AT:
            break
    return found


def _is_small(words: Sequence[Word], n: int, passed: set[int]) -> bool:
    word = words[n]
    if n in passed or not word.has_capital or word.begins:
        return False
    behind_name = words[n - 1].has_capital and words[n].gap == " "
    return word.is_strange or word.derived or Is.PLACE in word.known.lists or word.is_listed_name or behind_name
