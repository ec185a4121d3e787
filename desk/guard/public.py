"""What points to nobody: organisations that help, large places, public numbers, mailboxes and sites.

The lists in `data` hold for every desk; a desk adds what stands in its own directory.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from desk.guard import data
from desk.guard.text.fold import fold
from desk.guard.text.tokens import Word

Phrase = tuple[str, ...]
Phrases = dict[str, frozenset[Phrase]]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_GAP = 2


@dataclass(frozen=True)
class Public:
    """Names as folded words under the first of them, numbers as dialled at home, the rest in lower case."""

    organisations: Phrases
    places: Phrases
    numbers: frozenset[str]
    addresses: frozenset[str]
    sites: frozenset[str]

    def of_organisations(self, words: Sequence[Word]) -> set[int]:
        """Which words belong to the name of an organisation, as numbers of the words."""
        return _found(self.organisations, words) | _before_institution(words)

    def of_places(self, words: Sequence[Word]) -> set[int]:
        return _found(self.places, words)


def public(
    names: Iterable[str] = (),
    places: Iterable[str] = (),
    numbers: Iterable[str] = (),
    addresses: Iterable[str] = (),
    sites: Iterable[str] = (),
) -> Public:
    """Return our own lists with these added, for example those of the directory; numbers in any writing."""
    known = ours()
    return Public(
        _together(known.organisations, _phrases(names)),
        _together(known.places, _phrases(places)),
        known.numbers | {national(number) for number in numbers},
        known.addresses | {address.lower() for address in addresses},
        known.sites | {site for site in map(site_of, sites) if site},
    )


@cache
def ours() -> Public:
    """What our own lists hold."""
    return Public(
        _phrases([*data.lines("organisations"), *data.lines("public_names")]),
        _phrases([*data.lines("cities"), *(name for line in data.lines("countries") for name in line.split(", "))]),
        frozenset(map(national, data.lines("public_numbers"))),
        frozenset(data.lines("public_addresses")),
        frozenset(data.lines("public_sites")),
    )


def national(number: str) -> str:
    """The digits as dialled inside the Netherlands."""
    digits = "".join(char for char in number if char.isdigit())
    return "0" + digits[2:] if number.startswith("+31") else digits


def site_of(address: str) -> str:
    """The host in an address on the web, without www."""
    return re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", address.lower()).partition("/")[0]


def _phrases(names: Iterable[str]) -> Phrases:
    found: dict[str, set[Phrase]] = {}
    for name in names:
        phrase = tuple(fold(word) for word in _WORD.findall(name))
        if phrase:
            found.setdefault(phrase[0], set()).add(phrase)
    return {first: frozenset(listed) for first, listed in found.items()}


def _together(one: Phrases, other: Phrases) -> Phrases:
    return one | {first: one.get(first, frozenset()) | listed for first, listed in other.items()}


def _found(phrases: Phrases, words: Sequence[Word]) -> set[int]:
    found: set[int] = set()
    for at, word in enumerate(words):
        for phrase in phrases.get(word.word, ()):
            if _stands_at(words, at, phrase):
                found.update(range(at, at + len(phrase)))
    return found


def _before_institution(words: Sequence[Word]) -> set[int]:
    """Emma Kinderziekenhuis, Amber Alert: a word with a capital, and behind it what kind of institution that is."""
    kinds = data.words("institutions")
    return {
        at
        for at, word in enumerate(words[:-1])
        if word.has_capital and words[at + 1].word in kinds and words[at + 1].gap in (" ", "-")
    }


def _stands_at(words: Sequence[Word], at: int, phrase: Phrase) -> bool:
    piece = words[at : at + len(phrase)]
    return tuple(word.word for word in piece) == phrase and all(len(word.gap) <= _LONGEST_GAP for word in piece[1:])
