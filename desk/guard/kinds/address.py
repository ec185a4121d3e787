"""Where somebody lives: a street with a number, in every case and spelling, and a street that is named."""

import re
from collections.abc import Iterator, Sequence

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.lexicon import Is
from desk.guard.text.tokens import Word

Text = Sequence[Word]


def _ending(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(data.words(name), key=len, reverse=True))})$")


_SURE, _LOOSE = _ending("street_endings"), _ending("street_endings_loose")
_WHICH = r"(?:t/?o\.? |tegenover )?(?:nr\.? ?|nummer |no\.? |huisnr\.? |huisnummer |op nummer |h\. ?nr\.? )?"
# A measure, an amount or a count: then the number belongs to what follows.
_NO_UNIT = (
    r"(?!\d|[.,:]\d|/\d|-\d{1,2}-\d{2}| ?%"
    r"| ?(?:euro|eu|eur|jaar|jr|mg|ml|kg|km|cm|min|uur|u|dgn|dagen|weken|wk|wkn|mnd|maanden|keer|x"
    r"|graden|kinderen|kk|kids|personen|pers|man|mensen|gr|e|ste|de|th|nd|st|rd|tot|t/m|ja|nee|of|jan|feb|mrt|apr|mei|jun|jul"
    r"|aug|sep|okt|nov|dec)(?![a-z]))"
)
_ADDITION = (
    r"(?:[ ]?-?[ ]?(?:(?i:bis|hs|huis|zwart|rood|boven|beneden|achter|rd|zw)|III|II|IV|I"
    r"|[a-zA-Z](?![a-zA-Z'])|\d{1,3}(?!\d|[-/]\d))){0,2}"
    r"(?:-(?:III|II|IV|I|V|[a-zA-Z]?\d{1,3}))?"
)
_INSIDE = (
    r"(?:portiek|kamer|standplaats|ligplaats|unit|etage|app\.?|appartement|flat|nr\.?|nummer|huisnr\.?|huisnummer|plek|huisje"
    r"|caravan|chalet|kavel|box|loods|steiger|bungalow|hut|op nummer)"
)
_NUMBER = re.compile(
    rf"\.?[ ,_]{{1,3}}{_WHICH}(?P<number>[1-9]\d{{0,3}}){_NO_UNIT}{_ADDITION}(?:,? {_INSIDE} ?\d{{1,4}}(?!\d))?"
)
_UNIT = re.compile(rf",? {_INSIDE} ?[A-Z]?\d{{1,4}}[a-h]?(?!\d|[.,:]\d)")
_ENGLISH = re.compile(
    r"(?<![\w.,:])\d{1,4}[a-zA-Z]?,? (?:[A-Z][a-z]+(?:'s)? ){1,3}"
    r"(?:Lane|Street|Road|Avenue|Close|Drive|Way|Court|Gardens|Square|Terrace|Yard|Row|Mews|Crescent|Hill|Grove)(?!\w)"
)
_NUMBER_FIRST = re.compile(
    r"(?:(?:nr\.?|nummer|no\.?) ?\d{1,4}[a-z]? (?:op|aan|in|van|at)? ?(?:de |het |the )?|(?<=[,:] )\d{1,4}[a-z]? )$"
)
_SHAPE = re.compile(rf"(?i)(?<!\w)[a-z]{{3,30}}(?:{_SURE.pattern[3:-2]}) ?{_WHICH}\d{{1,4}}(?!\d)(?: \d hoog)?")
_GLUED = re.compile(rf"(?i)(?<!\w)[a-z]{{3,30}}(?:{_SURE.pattern[3:-2]})(?=\d{{1,4}}[a-z]?(?![\w]))\d+[a-z]?")
_PARTS = frozenset(["van", "der", "de", "den", "het", "t", "ter", "ten", "op", "aan", "in", "te", "vd", "v"])
_ORDERED = re.compile("(?:eerste|tweede|derde|vierde|oude|nieuwe|lange|korte|grote|kleine|hoge|lage|[1-4]e)$")
_MOST_WORDS = 4
_SHORTEST = 4


def hits(text: str, words: Text, passed: set[int]) -> Iterator[Hit]:
    """Streets with a number for certain; a street alone, and a word that only stands where one would, as a question."""
    for pattern in (_ENGLISH, _GLUED):
        yield from (Hit(*match.span()) for match in pattern.finditer(text))
    for at, word in enumerate(words):
        if at in passed:
            continue
        first = _first(words, at)
        if first == at and len(word.word) < _SHORTEST:
            continue
        number = _number(text, word)
        if number and _takes_number(words, first, at):
            yield Hit(words[first].start, number.end())
        elif number and _may_take_number(words, first, at):
            yield Hit(words[first].start, number.end(), certain=False)
        elif _is_named(words, first, at):
            yield _with_number_before(text, Hit(words[first].start, word.end, certain=False))


def by_shape(text: str) -> Iterator[Hit]:
    """A sure ending and a number, for a text in which the number was written as a word."""
    yield from (Hit(*match.span()) for match in _SHAPE.finditer(text))


def _number(text: str, word: Word) -> re.Match[str] | None:
    """A number behind the street; behind a comma only where the word is a street without doubt."""
    number = _NUMBER.match(text, word.end)
    if number and number.group().startswith(",") and not _SURE.search(word.word):
        number = None
    return number or _UNIT.match(text, word.end)


def _takes_number(words: Text, first: int, at: int) -> bool:
    word = words[at]
    if word.word in data.words("numbered_things"):
        return False
    if word.word in data.words("not_streets"):
        return first < at
    if _SURE.search(word.word):
        return True
    named = word.has_capital or not word.plain or first < at
    if _LOOSE.search(word.word):
        return named
    return word.has_capital and not word.begins and (bool(word.known.lists & Is.STREET) or not word.plain or first < at)


def _may_take_number(words: Text, first: int, at: int) -> bool:
    """A word that is no street by itself, behind "op" or "adres": Plas 4, steenkuil 6."""
    word = words[at]
    if word.word in data.words("numbered_things") or not first:
        return False
    where = words[first - 1].word in data.words("before_addresses")
    return where and (word.has_capital or not word.plain)


def _first(words: Text, at: int) -> int:
    """The first word of the street: "Admiraal Kortenhorstkade", "A.J. Veenkerlaan", "jan van galenplantsoen"."""
    first = at
    while first and at - first < _MOST_WORDS and _belongs(words, first - 1, at):
        first -= 1
    while first < at and words[first].word in _PARTS and not words[first].has_capital and not _is_tied(words, first):
        first += 1
    if (
        first > 1
        and words[first - 1].word in _PARTS
        and words[first - 2].word in _PARTS
        and words[first - 2].has_capital
    ):
        first -= 2  # Aan de Drie Putten
    return first


def _is_tied(words: Text, n: int) -> bool:
    """The v of "v Heemstralaan": written so it belongs to the name that the street bears."""
    return words[n].word in ("v", "vd") and words[n + 1].has_capital


def _belongs(words: Text, n: int, at: int) -> bool:
    word, gap = words[n], words[n + 1].gap
    if len(gap) > 2 or gap.strip(" .'-"):
        return False
    if len(word.word) == 1 and word.text.isupper():
        return "." in gap
    if "." in gap:
        return word.word in ("v", "d", "burg", "st", "dr", "mr", "prof", "ds")
    if word.word in _PARTS:
        return n > 0 and gap == " "
    dedicated = word.is_name or word.word in data.words("dedicated") or _ORDERED.match(word.word) is not None
    if word.has_capital:
        # "Woont Dorpsstraat 12": a verb with the capital of its sentence is no part of the street.
        return dedicated or not (word.begins and word.plain)
    return not words[at].has_capital and dedicated


def _is_named(words: Text, first: int, at: int) -> bool:
    """Without a number: a sure ending and a capital inside the sentence, or a street that is listed, behind "woont"."""
    word = words[at]
    if not _SURE.search(word.word) or (word.word in data.words("not_streets") and first == at):
        return False
    if word.has_capital and not words[first].begins:
        return True
    lives = any(before.word in data.words("lives") for before in words[max(0, first - _MOST_WORDS) : first])
    return lives and Is.STREET in word.known.lists


def _with_number_before(text: str, hit: Hit) -> Hit:
    """Nummer 27 op de Zwaluwhof."""
    number = _NUMBER_FIRST.search(text[max(0, hit.start - 30) : hit.start])
    return Hit(hit.start - len(number.group()), hit.end) if number else hit
