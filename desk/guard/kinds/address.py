"""Where somebody lives: a street with a number, in every case and spelling, and a street that is named."""

import re
from collections.abc import Iterator, Sequence

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.lexicon import Is, entry
from desk.guard.text.tokens import Word

# Endings that make a street of a word; those in _LOOSE do so only with a number behind and a capital in front.
_STRONG = re.compile(
    r"(?:straat|straatje|str|laan|weg|dreef|gracht|singel|kade|plein|dijk|steeg|pad|plantsoen|dwarsstraat|dwarsweg|boulevard"
    r"|allee|avenue|hof|hofje|markt|burgwal|wal|straatweg|park|plaats|haven|oever|kamp|brink|wijk|warande|es|erf|weide"
    r"|akker|veld|horst|borg|burg|donk|meent|zoom|rede|werf|poort|vaart|hoeve|heuvel|berg|ring|baan|terp|diep|wetering"
    r"|zijde|kant|kolk|sluis|brug|bos|rijt|loo|laantje|tuin|tuinen|slag|stee|hoek|heide)$"
)
_SURE = re.compile(
    r"(?:straat|straatje|str|laan|dreef|gracht|singel|kade|plein|steeg|plantsoen|straatweg|boulevard|weg|dijk|pad)$"
)
_NUMBER = re.compile(
    r"[ ,]{1,2}(?:nr\.? |nummer |no\.? |huisnr\.? |huisnummer |op nummer )?"
    r"(?P<number>[1-9]\d{0,3})(?!\d|[.,:]\d| ?%| ?(?:euro|eu|jaar|jr|mg|ml|kg|km|cm|min|uur|u|dgn|dagen|weken|wk|wkn|mnd|maanden|keer|x|kinderen"
    r"|kk|kids|personen|pers|man|mensen|gr|graden|e|ste|de|th|nd|st|rd|bij|tot|t/m|ja|nee|of)\b)"
    r"(?:[ ]?-?[ ]?(?:bis|hs|huis|zwart|rood|boven|beneden|achter|voor|rd|zw|III|II|IV|I|[a-hA-H](?![a-zA-Z])|\d{1,3}(?!\d|[-/]\d)))?"
    r"(?:-(?:III|II|IV|I|V))?(?:,? (?:portiek|kamer|standplaats|ligplaats|unit|etage|app\.?|appartement|flat|nr|nummer) ?\d{1,4})?"
)
_UNIT = re.compile(
    r",? (?:portiek|flat|standplaats|ligplaats|unit|huisnummer|huisnr|op nummer|nummer|nr)\.? ?\d{1,4}[a-h]?(?!\d|[.,:]\d)"
)
_ENGLISH = re.compile(
    r"(?<![\w.,:])\d{1,4}[a-zA-Z]?,? (?:[A-Z][a-z]+ ){1,3}(?:Lane|Street|Road|Avenue|Close|Drive|Way|Court|Gardens|Square|Terrace)(?!\w)"
)
_PARTS = frozenset(["van", "der", "de", "den", "het", "t", "ter", "ten", "op", "aan", "in", "te", "vd", "v"])


def hits(text: str, words: Sequence[Word], passed: set[int]) -> Iterator[Hit]:
    yield from (Hit(*match.span()) for match in _ENGLISH.finditer(text))
    for at, word in enumerate(words):
        if at in passed or not _is_street(words, at):
            continue
        number = _number(text, word)
        first = _first(words, at)
        if number and (_SURE.search(word.word) or word.has_capital or not word.plain or _capital(words, first, at)):
            yield Hit(words[first].start, number.end())
        elif not number and _is_named(words, first, at):
            yield Hit(words[first].start, word.end, certain=False)


def _number(text: str, word: Word) -> re.Match[str] | None:
    """A number behind the street; behind a comma only where the word is a street without doubt."""
    number = _NUMBER.match(text, word.end)
    if number and number.group().startswith(",") and not _SURE.search(word.word):
        number = None
    return number or _UNIT.match(text, word.end)


def _is_street(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.word in data.words("not_streets"):
        return _capital(words, _first(words, at), at)
    if len(word.word) > 4 and _STRONG.search(word.word):
        return True
    return (
        word.has_capital
        and not word.begins
        and bool(word.known.lists & Is.STREET or word.is_strange or word.derived or _is_street_name(words, at))
    )


def _is_street_name(words: Sequence[Word], at: int) -> bool:
    """De Heugte, Achterste Wijk: two words with a capital."""
    return at > 0 and words[at - 1].has_capital and words[at].gap == " "


def _first(words: Sequence[Word], at: int) -> int:
    """The first word of the street: "Admiraal Kortenhorstkade", "A.J. Veenkerlaan", "Tweede Lombokdwarsstraat"."""
    first = at
    while first and len(words[first].gap) <= 2 and not words[first].gap.strip(" .'-") and at - first < 4:
        before = words[first - 1]
        initial = len(before.word) == 1 and before.text.isupper() and "." in words[first].gap
        linked = before.word in _PARTS and first > 1 and words[first - 2].has_capital and words[first - 1].gap == " "
        if not (initial or linked or (before.has_capital and not words[first].gap.strip(" -"))):
            break
        first -= 1
    return first


def _capital(words: Sequence[Word], first: int, at: int) -> bool:
    return first < at and words[first].has_capital


def _is_named(words: Sequence[Word], first: int, at: int) -> bool:
    """Without a number: a sure ending and a capital inside the sentence, or a street that is listed, behind "woont"."""
    word = words[at]
    if word.word in data.words("not_streets") and first == at:
        return False
    if word.has_capital and not words[first].begins:
        return _SURE.search(word.word) is not None
    lives = any(before.word in data.words("lives") for before in words[max(0, first - 4) : first])
    return lives and _SURE.search(word.word) is not None and bool(entry(word.word).lists & Is.STREET)
