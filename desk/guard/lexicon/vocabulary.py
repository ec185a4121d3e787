"""Is this an ordinary word? What is neither a word nor made of words may be a name nobody listed."""

import re
import string
from collections.abc import Iterator
from functools import cache

from desk.guard import data
from desk.guard.lexicon import Entry, Is, beginning_with, entry

NAMES = Is.FIRST_NAME | Is.SURNAME | Is.AFTER_PREFIX
# Powers of two. A listed word was counted 2^5 times or not at all; the lists do not keep names and words apart there.
_LISTED = 6
_COUNTED = 7
# A first name is rarely counted 2^10 times as a word; from there on it is a word that is also a name.
NAME_FIRST, WORD_FIRST = 10, 15
_SHORTEST_PART, _SHORTEST_TYPO = 3, 6
_SHORTEST_SQUEEZED = _SHORTEST_SLIP = 4
# A short word that was mistyped is one of these, or it is a name.
_EVERYWHERE = 17
_LEFT_OUT = ("a", "e", "i", "o", "u", "aa", "ee", "oo", "oe", "ij", "ie")
_LINKS = ("", "s", "en", "e", "-")
_ENDINGS = (
    "'s",
    "'en",
    "'er",
    "'ers",
    "'tje",
    "'tjes",
    "'je",
    "'jes",
    "'de",
    "'t",
    "je",
    "jes",
    "tje",
    "tjes",
    "s",
    "nr",
    "nrs",
    "nm",
    "adr",
)
_LONGEST_WITHOUT_VOWEL = 6
_LONGEST = 40  # letters: no word of every day has more, and to take one apart costs their square
_LOOK_AT_MOST = 200
_VOWEL = re.compile("[aeiouy]")
_ENDINGS_OF_VERBS = ("t", "te", "ten", "de", "den", "d")
_LETTERS = string.ascii_lowercase


@cache
def ours() -> frozenset[str]:
    """The words of our own lists that are no names."""
    return frozenset().union(*map(data.words, ("jargon", "medicine", "roles", "titles", "platforms")))


def is_plain(word: str) -> bool:
    """Say whether a folded word is one of the language or the field, as it is or with an ending."""
    return is_listed(word) or _is_inflected(word)


def is_derived(word: str, *, small: bool) -> bool:
    """Say whether it can be made of such words. `small`: it may also be one cut short, or typed in haste."""
    if len(word) > _LONGEST or entry(word).lists & NAMES:
        return False
    return is_compound(word) or (small and (is_short_form(word) or is_typo(word) or is_squeezed(word)))


def is_listed(word: str) -> bool:
    known = entry(word)
    if word in ours() or word in data.words("professions") or known.dutch >= NAME_FIRST or known.lists & Is.MEDICAL:
        return True
    if known.lists & NAMES:
        return False
    return known.dutch >= _LISTED or bool(known.lists & (Is.FORM | Is.REGION)) or known.english >= _COUNTED


def is_compound(word: str, deep: int = 1) -> bool:
    """Stiefvader, tolkentelefoon: two or three words in one; nabellen: a verb behind its short beginning."""
    for cut in range(2, len(word) - _SHORTEST_PART + 1):
        first, rest = word[:cut], word[cut:]
        begins = first in data.words("before_verbs") or _is_first_part(first)
        if begins and (_is_part(rest) or (deep and is_compound(rest, deep - 1))):
            return True
    return False


def is_short_form(word: str) -> bool:
    """Gespr, onderz, mdr, wijkverpl: a frequent word cut off at a consonant, or written without vowels."""
    if not _VOWEL.search(word):
        return len(word) <= _LONGEST_WITHOUT_VOWEL
    if _VOWEL.search(word[-1]):
        return False
    if _is_beginning(word):
        return True
    cuts = range(2, len(word) - 1)
    return any(
        (_is_first_part(word[:cut]) or word[:cut] in data.words("before_verbs")) and _is_beginning(word[cut:])
        for cut in cuts
    )


def is_typo(word: str) -> bool:
    """One letter too many, too few, wrong or swapped in a word that is used often: hasty, not a name."""
    if len(word) < _SHORTEST_TYPO:
        return len(word) >= _SHORTEST_SLIP and any(entry(other).dutch >= _EVERYWHERE for other in _slips(word))
    return any(_is_frequent(entry(other)) or (len(other) > 5 and other in ours()) for other in _one_away(word))


def _slips(word: str) -> Iterator[str]:
    """What a short word may have been before a letter was lost at its end, or two changed places: vrou, thius."""
    yield from (word + letter for letter in _LETTERS)
    for cut in range(1, len(word) - 1):
        yield word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]


def is_squeezed(word: str) -> bool:
    """Alln, morgn, opgenm: a vowel left out between two consonants of a word that is used often."""
    gaps = (cut for cut in range(1, len(word)) if not _VOWEL.search(word[cut - 1 : cut + 1]))
    return len(word) >= _SHORTEST_SQUEEZED and any(
        _is_frequent(entry(word[:cut] + left_out + word[cut:])) for cut in gaps for left_out in _LEFT_OUT
    )


def _is_beginning(word: str) -> bool:
    """Of a frequent word at least two letters longer."""
    if not _VOWEL.search(word):
        return 1 < len(word) <= _LONGEST_WITHOUT_VOWEL
    longer = (other for other in beginning_with(word, _LOOK_AT_MOST) if len(other) > len(word) + 1)
    return len(word) > 1 and any(_is_counted(entry(other)) for other in longer)


def _is_counted(known: Entry) -> bool:
    return known.dutch > _COUNTED and not known.lists & NAMES


def _is_frequent(known: Entry) -> bool:
    return known.dutch >= (WORD_FIRST if known.lists & NAMES else NAME_FIRST)


def _one_away(word: str) -> set[str]:
    halves = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    return (
        {left + right[1:] for left, right in halves if right}
        | {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
        | {left + letter + right[1:] for left, right in halves if right for letter in _LETTERS}
        | {left + letter + right for left, right in halves for letter in _LETTERS}
    )


def _is_first_part(part: str) -> bool:
    return any(part.endswith(link) and _is_part(part[: len(part) - len(link)]) for link in _LINKS)


def _is_part(part: str) -> bool:
    if len(part) < _SHORTEST_PART:
        return False
    if part in data.words("roles"):
        return True
    known = entry(part)
    if known.dutch >= NAME_FIRST:
        return True
    return (
        len(part) > _SHORTEST_PART and not known.lists & NAMES and (known.dutch >= _COUNTED or Is.FORM in known.lists)
    )


def _is_inflected(word: str) -> bool:
    if any(word.endswith(end) and len(word) - len(end) > 1 and is_listed(word[: -len(end)]) for end in _ENDINGS):
        return True
    stems = (word[: -len(end)] for end in _ENDINGS_OF_VERBS if word.endswith(end))
    return any(len(stem) > _SHORTEST_PART and entry(stem).dutch >= NAME_FIRST for stem in stems)
