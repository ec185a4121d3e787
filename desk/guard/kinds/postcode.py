"""Dutch postcodes in any case: four digits and two letters that are not a word, a unit or a weekday."""

import re
from collections.abc import Iterator

from desk.guard.findings import Hit
from desk.guard.kinds.small_words import SMALL_WORD

_TIGHT = re.compile(r"(?<![\w€$£.,\-])([1-9]\d{3})(\s{0,3}|[.\-_/])([A-Za-z]{2})(?![\w'])")
_SPACED = re.compile(r"(?<![\w€$£])[1-9](?:[ .()]{1,2}\d){3}([ .()]{1,3})([A-Za-z])[ .]?([A-Za-z])(?![\w'])")
# As somebody says it: twenty, twenty-two, K, L.
_PAIRS = re.compile(r"(?<!\d )(?<![\w€$£.,\-/])[1-9]\d \d\d (?P<one>[A-Z]) ?(?P<two>[A-Z])(?![\w'])")
_PAIRED = re.compile(r"(?i:postcode|pc)[a-z \t:=]{1,20}?([1-9]\d[ .\-]\d\d[ .\-]?[A-Za-z]{2})(?![\w'])")
_AMOUNT = re.compile(r"(?i)(?:€|\$|£|eur|euro|bedrag van)\s?$")
_NAMED = re.compile(r"(?i)(?<![a-z])(?:postcode|postc|pc|zip|postal code)[\s.:=]{0,3}(?:is\s)?$")
# A house number behind it, or the name of a town: then the two letters are no word.
_HOUSE = re.compile(
    r",?\s(?:nr\.?\s?|huisnr\.?\s?)?\d{1,4}\s?[a-zA-Z]?(?=[\s,.;)]|$)(?!\s?(?:jaar|jr|euro|uur|u|dgn|wk|mnd|min|keer|x)\b)|\s{1,2}[A-Z][a-z]{3}"
)
# Between two numbers in every text, so no part of a postcode unless it says so.
_JOINS = frozenset(
    ["en", "in", "is", "op", "of", "om", "er", "al", "de", "te", "na", "tm", "km", "kg", "cm", "mg", "pp", "eu"]
)
# Never given out by the post.
_NEVER = {"SA", "SD", "SS"}
# Written in capitals behind a number or a year in every text.
_CAPITALS = {"EU", "VS", "NL", "VT", "MB", "GB", "PM", "AM"}


def hits(text: str) -> Iterator[Hit]:
    yield from (Hit(*match.span(1)) for match in _PAIRED.finditer(text))
    for match in _TIGHT.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if match[3].upper() not in _NEVER and (_NAMED.search(before) or _is_postcode(text, match, before)):
            yield Hit(*match.span())
    for match in _PAIRS.finditer(text):
        if match["one"] + match["two"] not in _NEVER | _CAPITALS:
            yield Hit(*match.span())
    for match in _SPACED.finditer(text):
        pair = match[2] + match[3]
        if pair.upper() not in _NEVER and not (pair in match.group() and SMALL_WORD.fullmatch(pair)):
            yield Hit(*match.span())


def _is_postcode(text: str, match: re.Match[str], before: str) -> bool:
    letters = match[3]
    word = SMALL_WORD.fullmatch(letters) is not None and (
        letters.lower() in _JOINS or not _HOUSE.match(text, match.end())
    )
    if not letters.isupper():
        return not word and not _AMOUNT.search(before) and (letters[1].islower() or not match[2])
    # A text in capitals throughout writes its small words in capitals too; a postcode alone shouts at nobody.
    around = text[max(0, match.start() - 20) : match.start()] + text[match.end() : match.end() + 20]
    shouted = around.isupper()
    if letters in _CAPITALS:
        behind = not match[2] or _HOUSE.match(text, match.end()) is not None
        return behind and not match[1].startswith(("19", "20"))
    return not word or not match[2] or not shouted
