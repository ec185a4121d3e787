"""The words of a reading, each with what the guard knows of it and where it stands."""

import re
from dataclasses import dataclass
from enum import Enum

from desk.guard import data
from desk.guard.lexicon import UNKNOWN, Entry, Is, entry
from desk.guard.lexicon.vocabulary import NAME_FIRST, NAMES, WORD_FIRST, is_derived, is_listed, is_plain, ours
from desk.guard.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Behind one of these a capital says nothing.
_BEGINS = re.compile(r"(?:^|[.!?:;\n\"“”‘(\[>*•=]|(?:^|\s)-)[\s\"'“‘(]*$")
# English is counted in another and larger pile of texts, in which first names are counted up to 2^12 times.
_ENGLISH_IS_MORE, _STRAY_ENGLISH_IS_MORE = 2, 4
_TELLS = 12
_FLOOR = 6  # listed as a word, never counted


class Shape(Enum):
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` are places in the reading; `gap` is what stands between the word before and this one."""

    start: int
    end: int
    text: str
    word: str
    known: Entry
    common: int
    plain: bool
    derived: bool
    shape: Shape
    begins: bool
    gap: str

    @property
    def is_listed_name(self) -> bool:
        return bool(self.known.lists & NAMES)

    @property
    def is_name(self) -> bool:
        """Listed as a name, and rarer as a word."""
        return self.is_listed_name and self.common < NAME_FIRST

    @property
    def is_both(self) -> bool:
        """A word that is also a name: roos, storm, mark."""
        return self.is_listed_name and NAME_FIRST <= self.common < WORD_FIRST

    @property
    def is_strange(self) -> bool:
        """Neither a name nor a word, as far as the guard knows."""
        return not self.plain and not self.derived and not self.is_listed_name

    @property
    def has_capital(self) -> bool:
        return self.shape in (Shape.TITLE, Shape.MIXED)


def words(text: str) -> list[Word]:
    """The words in order. In a text that shouts, capitals say nothing and are read as small letters."""
    shouts = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    matches = list(_WORD.finditer(text))
    folded = [fold(match.group()) for match in matches]
    known = [_entry_of(word) for word in folded]
    english = is_english(known)
    found: list[Word] = []
    end = 0
    for match, word, one in zip(matches, folded, known, strict=True):
        shape = Shape.LOWER if shouts else _shape(match.group())
        begins = _begins(text, match.start(), found)
        common = _common(one, english, lower=shape is Shape.LOWER)
        # A capital inside the sentence asks for more than an ending: Tetsje is not "a small tets".
        small = shape is Shape.LOWER or (begins and shape is Shape.TITLE)
        plain = (is_plain(word) if small else is_listed(word)) or (
            english and not one.lists & NAMES and one.english > _FLOOR
        )
        derived = not plain and (is_plain(word) or is_derived(word, small=small))
        gap = text[end : match.start()]
        found.append(
            Word(match.start(), match.end(), match.group(), word, one, common, plain, derived, shape, begins, gap)
        )
        end = match.end()
    return found


def _entry_of(word: str) -> Entry:
    """What the lists say; of "Annekes" and "Mo's" what they say of the name."""
    if word in ours():
        return UNKNOWN
    known = entry(word)
    if known.lists or known.dutch > _FLOOR or not word.endswith("s"):
        return known
    of_whom = entry(word[:-1].removesuffix("'"))
    return of_whom if of_whom.lists & (Is.FIRST_NAME | Is.MEDICAL) else known


def _begins(text: str, at: int, before: list[Word]) -> bool:
    """Stands the word where every word has a capital? Not behind "mrs." or an initial."""
    if not before or _BEGINS.search(text, max(0, at - 4), at) is None:
        return not before
    last = before[-1]
    abbreviated = last.word in data.words("dotted") or (len(last.word) == 1 and last.text.isupper())
    return not (abbreviated and text[last.end : at].startswith("."))


def is_english(known: list[Entry]) -> bool:
    """Are more words of the text common in English alone than in Dutch alone?"""
    english = sum(one.english >= _TELLS and one.english - one.dutch > _STRAY_ENGLISH_IS_MORE for one in known)
    dutch = sum(one.dutch >= _TELLS - 2 and one.dutch - one.english > _FLOOR for one in known)
    return english > dutch


def _common(known: Entry, english: bool, *, lower: bool) -> int:
    if english:
        return max(known.dutch, known.english - _ENGLISH_IS_MORE)
    if lower and known.english - _STRAY_ENGLISH_IS_MORE >= WORD_FIRST:
        return WORD_FIRST
    return known.dutch


def _shape(word: str) -> Shape:
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.UPPER if len(word) > 1 else Shape.TITLE
    return Shape.TITLE if word[0].isupper() and word[1:].islower() else Shape.MIXED
