"""Words that are known already, found back in a text: what somebody points at, or the details of one person."""

import re
from collections.abc import Iterable, Iterator, Sequence

from desk.guard import data
from desk.guard.findings import Hit, merged
from desk.guard.kinds.digits import groups, window
from desk.guard.lexicon.entries import Is
from desk.guard.lexicon.vocabulary import WORD_FIRST
from desk.guard.text.fold import fold
from desk.guard.text.normal import Reading, read
from desk.guard.text.spelled import spelled
from desk.guard.text.tokens import Word, words

_FEWEST_DIGITS = 6
_SHORTEST = 3
_SPACE = re.compile(r"\s+")
_OWNERS = re.compile("['’]?s$")
_ADDRESS = re.compile(r"(?<!\S)[^\s@]*+@\S*")


def places_of(sought: str, text: str) -> list[Hit]:
    """Where `sought` stands in `text`, whatever the case, the accents and the unseen signs; whole words only.

    A number is found in any spacing and in words, a name also as somebody's: Jansens, Jansen's.
    """
    reading = read(text)
    found = [Hit(*reading.span(hit.start, hit.end)) for hit in _whole(sought, reading, whose=True)]
    for said in filter(None, (reading, spelled(reading))):
        found += [Hit(*said.span(hit.start, hit.end)) for hit in _same_digits(sought, said.text)]
    return [hit for _, hit in merged(("name", hit) for hit in found)]


def mentions(text: str, *, names: Iterable[str], details: Iterable[str]) -> list[Hit]:
    """Where `text` gives somebody away: by a part of their name, or by a number, address or workplace in `details`.

    Of a detail only the words count that lead to one person: of "school De Zilverpopulier" not the school. Of a name
    every part counts. An ordinary word, as Boer and Zilverpopulier are, counts where it is written with a capital.
    """
    reading = read(text)
    heard = words(reading.text)
    named = {word.word for name in names for word in words(read(name).text) if not _is_small(word)}
    told = [word for detail in details for word in words(_ADDRESS.sub("", read(detail).text))]
    telling = {word.word for word in told if _tells(word)}
    titled = named | {word.word for word in told if word.has_capital and not word.begins and not _is_small(word)}
    found = [
        Hit(word.start, word.end)
        for at, word in enumerate(heard)
        if word.word in telling
        or (word.word in named and (not word.plain or word.is_name or _is_titled(heard, at)))
        or (not word.plain and _OWNERS.sub("", word.word) in named)
        or (word.word in titled and word.has_capital and not word.begins)
    ]
    for detail in details:
        found += _same_digits(detail, reading.text)
        found += _whole(detail, reading) if "@" in detail else ()
    return [hit for _, hit in merged(("name", Hit(*reading.span(hit.start, hit.end))) for hit in found)]


def _is_titled(heard: Sequence[Word], at: int) -> bool:
    """The boer of "mevr. boer"."""
    return at > 0 and heard[at - 1].word in data.words("titles")


def _is_small(word: Word) -> bool:
    small = data.words("small_words") | data.words("name_prefixes") | data.words("titles")
    return len(word.word) < _SHORTEST or word.word in small


def _tells(word: Word) -> bool:
    """A word that leads to one person or place: strange, listed as a name, or put together."""
    if _is_small(word) or word.word in data.words("roles"):
        return False
    if word.is_strange or word.is_name or word.derived or Is.PLACE in word.known.lists:
        return True
    return word.is_listed_name and word.has_capital and word.common < WORD_FIRST


def _same_digits(detail: str, text: str) -> Iterator[Hit]:
    """The number in `detail`, in any spacing, with the code of the country and without."""
    digits = "".join(char for char in detail if char.isdigit())
    if len(digits) < _FEWEST_DIGITS:
        return
    home = re.sub("^(?:0031|31)", "0", digits)
    found = groups(text)
    abroad = {code + home[1:] for code in ("31", "0031")} if home[0] == "0" else set()
    for size, wanted in {(len(one), one) for one in {digits, home} | abroad}:
        for first in range(len(found)):
            run = window(found, first, size)
            if run and "".join(group.digits for group in run) == wanted:
                yield Hit(run[0].start, run[-1].end)


def _whole(sought: str, reading: Reading, *, whose: bool = False) -> Iterator[Hit]:
    parts = [re.escape(part) for part in _SPACE.split(_folded(read(sought.strip()).text)[0]) if part]
    if not parts:
        return
    together = r"\s+".join(parts) + ("(?:['’]?s)?" if whose else "")
    folded, places = _folded(reading.text)
    for match in re.finditer(rf"(?<!\w){together}(?!\w)", folded):
        yield Hit(places[match.start()], places[match.end() - 1] + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, and of each the place in `text`: an ß is two."""
    folded, places = [], []
    for at, char in enumerate(text):
        plain = fold(char)
        folded.append(plain)
        places += [at] * len(plain)
    return "".join(folded), places
