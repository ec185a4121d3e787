"""Number plates: the Dutch series with dashes anywhere, every other writing near a word for a vehicle."""

import re
from collections.abc import Iterator

from desk.guard.findings import Hit
from desk.guard.kinds.small_words import MONTH, SMALL_WORD

# The fourteen series of the RDW and one in the same style that is still free; X for a letter, 9 for a digit.
_SERIES = [
    "XX-99-99",
    "99-99-XX",
    "99-XX-99",
    "XX-99-XX",
    "XX-XX-99",
    "99-XX-XX",
    "99-XXX-9",
    "9-XXX-99",
    "XX-999-X",
    "X-999-XX",
    "XXX-99-X",
    "X-99-XXX",
    "9-XX-999",
    "999-XX-9",
    "XXX-9-99",
]
# Written as one word these look like a year, a course or a room.
_LOOSE = {"XX-99-99", "99-99-XX", "XX-XX-99", "99-XX-XX", "XXX-9-99"}


def _pattern(series: list[str], gap: str) -> re.Pattern[str]:
    shapes = "|".join(s.replace("-", gap).replace("X", "[A-Za-z]").replace("9", "[0-9]") for s in series)
    return re.compile(rf"(?<![\w\-])(?:{shapes})(?![\w\-])")


_DASHED = _pattern(_SERIES, "[-.]")
_GLUED = _pattern([s for s in _SERIES if s not in _LOOSE], "")
_ANY = _pattern(_SERIES, r"[- ./\n]{0,3}")
# With spaces and no vehicle near: three consonants between the digits, as the newer series have, is no word.
_SPACED = re.compile(r"(?<![\w\-])(?:\d [B-DF-HJ-NP-TV-XZ]{3} \d{2}|\d{2} [B-DF-HJ-NP-TV-XZ]{3} \d)(?![\w\-])")
_APART = re.compile(r"(?<![\w\-])[A-Za-z0-9](?:[ .\-/]{1,3}[A-Za-z0-9]){5}(?![\w\-])")
_WHOLE = re.compile("|".join(s.replace("-", "").replace("X", "[A-Z]").replace("9", "[0-9]") for s in _SERIES))
_BELGIAN = re.compile(r"(?<![\w\-])[1-9]-[A-Z]{3}-[0-9]{3}(?![\w\-])")
_FOREIGN = re.compile(
    r"(?<![\w\-])[A-Z]{1,3}[- ]{0,3}[A-Z0-9]{1,5}(?:[- ]{1,3}[A-Z0-9]{1,5})?(?![\w\-])"
    r"|(?<![\w\-])[0-9][- ]?[A-Z]{3}[- ]?[0-9]{3}(?![\w\-])"
)
_VEHICLE = re.compile(
    r"(?i)kent(?:eken|\.)|nummer(?:plaat|bord)|(?<![a-z])(?:plaat|plate|plates|car|licen[cs]e|auto|auto's|bus|busje|wagen"
    r"|scooter|motor|brommer|bestelbus|caddy|transporter|sprinter|vrachtwagen|camper|aanhanger|bakkie|benz|taxi|suv|bmw|audi|golf|polo|mercedes|opel|ford|toyota|kia|volvo|seat|skoda"
    r"|peugeot|renault|fiat|tesla|volkswagen|vw)(?![a-z])"
)
_PLATE_WORD = re.compile(
    r"(?i)(?:kenteken|nummer(?:plaat|bord)|(?<![a-z])(?:kent|plaat|pl|(?:licen[cs]e )?plates?))[^\n;]{0,30}$"
)
# Romania, Poland, Germany, Bulgaria: letters, two or three digits, letters; only directly behind a vehicle.
_ABROAD = re.compile(r"(?<![\w\-])[A-Z]{1,3}[- ][0-9]{2,4}[- ]?[A-Z]{1,3}(?![\w\-])")
# In a text in capitals "VAN 1500 KG" and "OM 08 UUR" have that shape too: a question then, and no refusal.
_SHOUTED = re.compile("AAN|BIJ|DAG|DAN|DAT|DIE|EEN|HAD|HET|HIJ|MAN|MET|MIN|NOG|OOK|PER|TOT|UIT|UUR|VAN|WAS|WIJ|ZAT|ZIJ")
_PLATE_NEXT = re.compile(
    r"(?i)(?:kenteken|nummer(?:plaat|bord)|(?<![a-z])(?:kent|plaat|plates?|busje))"
    r"[\s.:=]{1,3}(?:is |was |= ?)?[\"'‘“(]?"
    rf"(?P<plate>(?=[a-z]{{0,3}}[- ]{{0,3}}\d){_FOREIGN.pattern})"
)
_VOWEL = re.compile("[AEIOUaeiou]")
_NEAR = 50


def hits(text: str) -> Iterator[Hit]:
    if not any(char.isdigit() for char in text):
        return
    for pattern in (_DASHED, _BELGIAN):
        yield from (Hit(*match.span()) for match in pattern.finditer(text) if not _is_words(match.group()))
    for match in _GLUED.finditer(text):
        if match.group().upper() == match.group() and not _is_words(match.group()):
            yield Hit(*match.span())
    yield from (Hit(*match.span(), certain=False) for match in _SPACED.finditer(text))
    yield from _near_vehicle(text)
    yield from _behind_word(text)


def _near_vehicle(text: str) -> Iterator[Hit]:
    vehicles = [match.span() for match in _VEHICLE.finditer(text)]
    if not vehicles:
        return
    for pattern in (_ANY, _APART):
        for match in pattern.finditer(text):
            if _near(match, text) and not _is_words(match.group()) and _WHOLE.fullmatch(_bare(match.group()).upper()):
                yield Hit(*match.span())
    for match in _ABROAD.finditer(text):
        if _near(match, text):
            parts = re.findall("[A-Z]+", match.group())
            is_said = any(words.fullmatch(part) for part in parts for words in (SMALL_WORD, MONTH, _SHOUTED))
            yield Hit(*match.span(), certain=not is_said)


def _behind_word(text: str) -> Iterator[Hit]:
    """A plate of another country, behind the word for one; in small letters only directly behind it."""
    for match in _FOREIGN.finditer(text):
        if _mixed(match.group()) and _PLATE_WORD.search(text[max(0, match.start() - _NEAR) : match.start()]):
            yield Hit(*match.span())
    for match in _PLATE_NEXT.finditer(text):
        if _mixed(match["plate"]):
            yield Hit(*match.span("plate"))


def _near(match: re.Match[str], text: str) -> bool:
    return _VEHICLE.search(text, max(0, match.start() - _NEAR), match.end() + 25) is not None


def _bare(plate: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", plate)


def _mixed(plate: str) -> bool:
    bare = _bare(plate)
    return 4 <= len(bare) <= 9 and sum(char.isdigit() for char in bare) >= 2 and not bare.isdigit()


def _is_words(plate: str) -> bool:
    """10-en-12, ma-12-10, "12 uur 3": small words and dates in the shape of a plate. Newer plates have no vowels."""
    letters = re.findall("[A-Za-z]+", plate)
    if any(MONTH.fullmatch(part) or (len(part) > 3 and not part.isupper()) for part in letters):
        return True
    small = any(SMALL_WORD.fullmatch(part) for part in letters) and not (plate.isupper() and "-" in plate)
    loose = "-" not in plate or not plate.isupper()
    return small or (loose and any(len(part) == 3 and _VOWEL.search(part) for part in letters))
