"""Names people gave themselves on a platform: @lana_2010, n1ghtwolf#4471, "snap jorrit.x.050"."""

import re
from collections.abc import Iterator
from functools import cache

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.kinds.letters import as_letters
from desk.guard.lexicon import Is, entry

_AT_SIGN = re.compile(r"(?<![\w.@])@[ ]?[\w][\w.\-]{1,40}\w(?!\w*@)")
_NUMBERED = re.compile(r"(?<![\w.#])[\w.]{3,32}#\d{4}(?!\d)")
# Two words tied together, and letters with digits inside: a name of that kind wherever it stands.
_TIED = re.compile(
    r"(?<![\w./@\-])[A-Za-z][A-Za-z0-9]++(?:[\-.][A-Za-z0-9]++)*+_[A-Za-z0-9]+(?:[_\-.][A-Za-z0-9]+)*(?![\w/@])"
)
_WOVEN = re.compile(
    r"(?<![\w./@\-])(?=[A-Za-z\d]{5})(?=(?:\d*[A-Za-z]){3})"
    r"(?:[A-Za-z]+\d+[A-Za-z]{2,}\d*|[A-Za-z]{2,}\d{2,}[A-Za-z]+|[A-Za-z]+(?:\d+[A-Za-z]+){2,}\d*|[A-Za-z]+\d+[A-Za-z]+\d+)(?![\w@])"
)
# br4m: a first name with a digit for a letter.
_LEET = re.compile(r"(?<![\w./@\-])(?=[A-Za-z\d]*[A-Za-z]\d|\d[A-Za-z])[A-Za-z\d]{3,12}(?![\w@])")
_LEET_BEHIND = re.compile(r"(?: (?=[A-Za-z\d]*[A-Za-z])(?=[A-Za-z\d]*\d)[A-Za-z\d]{2,16}(?![\w@])){1,3}")
_NAME = re.compile(r"[\w][\w.\-]{2,40}[\w]|\w{3,}")
_LETTER = re.compile("[A-Za-z]")
_TELLS = re.compile(r"[\d_.]")
_BETWEEN = r"[\s:=(,\"'‘“/]{1,3}(?:[A-Za-z=]{1,12}[\s:=]{1,2}){0,4}?[\"'‘“]?(?=[A-Za-z_\d][\w.\-]*[\d_.])"
# A word, a dot and a number: of the law or of a page it has fewer letters.
_DOTTED = re.compile(r"(?<![\w./@\-])(?:[a-z]{5,20}\.[a-z.]{0,12}\d{2,6}|[a-z]{3,20}\.0\d{2,5})(?![\w@])")
_UNITS = re.compile(
    r"(?i)\d+(?:e|ste|de|x|u|uur|jr|j|km|mg|ml|cm|kg|wk|wkn|mnd|pm|pw|pd|eu|euro|k|min|dgn|gr|hg|h)?|[a-z]{1,3}\d{1,2}"
)


def hits(text: str) -> Iterator[Hit]:
    for pattern in (_AT_SIGN, _NUMBERED):
        yield from (Hit(*match.span()) for match in pattern.finditer(text))
    for pattern in (_TIED, _WOVEN, _DOTTED):
        yield from (Hit(*match.span(), certain=False) for match in pattern.finditer(text))
    for match in _LEET.finditer(text):
        if any(Is.FIRST_NAME in entry(word).lists for word in as_letters(match.group().lower())):
            behind = _LEET_BEHIND.match(text, match.end())
            yield Hit(match.start(), (behind or match).end(), certain=False)
    yield from _on_a_platform(text)


def said(text: str) -> Iterator[Hit]:
    """In a text with its signs spoken: "apenstaartje vergeten" is no name, "apenstaartje lil punt dex" is."""
    yield from (hit for hit in hits(text) if _TELLS.search(text, hit.start, hit.end))


def _on_a_platform(text: str) -> Iterator[Hit]:
    for word in _platform().finditer(text):
        name = _NAME.match(text, word.end())
        if name and _TELLS.search(name.group()) and _LETTER.search(name.group()) and not _UNITS.fullmatch(name.group()):
            yield Hit(*name.span())


@cache
def _platform() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, data.words("platforms")), key=len, reverse=True))
    return re.compile(rf"(?i)(?<![\w.@])(?:{words}){_BETWEEN}")
