"""Villages and hamlets: so few people live there that the name leads to them. Large towns are passed over."""

from collections.abc import Iterator, Sequence

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.lexicon import Is, entry
from desk.guard.text.tokens import Shape, Word

_MOST_WORDS = 4
_TOO_COMMON = 12
_FLOOR = 6  # listed as a word, never counted
_SHORT = 3


def hits(words: Sequence[Word], passed: set[int]) -> Iterator[Hit]:
    at = 0
    while at < len(words):
        size = 0 if at in passed else _listed(words, at, passed) or _unlisted(words, at, passed)
        if size:
            yield Hit(words[at].start, words[at + size - 1].end, certain=False)
        at += size or 1


def is_place(words: Sequence[Word], at: int) -> bool:
    """Does a word that may be a name stand where a place stands?"""
    word = words[at]
    if not at or word.begins or words[at - 1].word not in data.words("towards"):
        return False
    return Is.PLACE in word.known.lists or (word.is_strange and word.has_capital)


def _listed(words: Sequence[Word], at: int, passed: set[int]) -> int:
    """How many words the listed place that begins here has; 0 for none."""
    for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        piece = words[at : at + size]
        if any(word.gap not in (" ", "-", "'") for word in piece[1:]):
            continue
        together = "".join((word.gap if n else "") + word.word for n, word in enumerate(piece))
        if any(
            Is.PLACE in entry(form).lists for form in {together, together.replace("-", " "), together.replace(" ", "-")}
        ):
            if _counts(words, at) if size == 1 else any(word.has_capital for word in piece):
                return size
    return 0


def _counts(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    towards = at > 0 and words[at - 1].word in data.words("towards")
    if word.has_capital and not word.begins:
        return towards or word.common < _TOO_COMMON
    rare = (
        Is.PLACE in word.known.lists
        and word.common <= _FLOOR
        and Is.FORM not in word.known.lists
        and len(word.word) > _SHORT
    )
    return rare and (word.has_capital or (towards and word.shape is Shape.LOWER))


def _unlisted(words: Sequence[Word], at: int, passed: set[int]) -> int:
    """A strange word with a capital behind "in" or "uit", with the words of the same name around it."""
    if not at or words[at - 1].word not in data.words("towards") or not words[at].has_capital:
        return 0
    size = 1
    while at + size < len(words) and words[at + size].has_capital and words[at + size].gap in (" ", "-"):
        size += 1
    piece = words[at : at + size]
    return (
        size if any(word.is_strange or word.derived for word in piece) and not passed & set(range(at, at + size)) else 0
    )
