"""What shows that a word of every day is somebody's name here: an age behind it, or the small form of a name."""

import re
from collections.abc import Sequence

from desk.guard.lexicon import entry
from desk.guard.lexicon.entries import Is
from desk.guard.text.tokens import Word

_LITTLE = re.compile("(?:(?<=m)metje|(?<=n)netje|(?<=l)letje|(?<=r)retje|etje|pje|tje|je)$")
_AGE = re.compile(r" ?\((?:v|m)?[ ,]?\d{1,2}(?: ?(?:jr|jaar|j))?[,) ]")
_YEARS = re.compile(r" \d{1,2}(?![\d:.,/%-])")


def is_little(word: Word) -> bool:
    """Kimmetje, Jantje: the small form of a first name."""
    little = _LITTLE.search(word.word)
    return little is not None and Is.FIRST_NAME in entry(word.word[: little.start()]).lists


def is_aged(text: Sequence[Word], at: int) -> bool:
    """A first name that a sentence begins with, and how old somebody is: "wil is 81"."""
    return text[at].begins and Is.FIRST_NAME in text[at].known.lists and has_age(text, at)


def has_age(text: Sequence[Word], at: int) -> bool:
    """Hoop (17), and "wil is 81": a thing has no age."""
    behind = [word.gap for word in text[at + 1 : at + 3]]
    if behind and _AGE.match(behind[0]):
        return True
    return len(behind) > 1 and text[at + 1].word in ("is", "was", "wordt") and _YEARS.match(behind[1]) is not None
