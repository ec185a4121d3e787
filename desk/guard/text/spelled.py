"""Numbers written as words or with look-alike letters, read as digits."""

import re
from collections.abc import Iterator

from desk.guard import data
from desk.guard.text.normal import Reading

_UNITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_ORDINALS = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"]
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _below_hundred() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_UNITS + _TEENS)}
    for tens, word in enumerate(_TENS, start=2):
        words[word] = tens * 10
        words |= {f"{unit}en{word}": tens * 10 + n for n, unit in enumerate(_UNITS) if n}
    return words


def _hundreds() -> list[tuple[str, int]]:
    return [("", 1), *((unit, n) for n, unit in enumerate(_UNITS) if n > 1)]


def _numbers() -> dict[str, str]:
    small = _below_hundred()
    words = {word: str(n) for word, n in small.items()}
    words |= {f"negentienhonderd{word}": str(1900 + n) for word, n in small.items() if n}
    words |= {f"negentien{word}": str(1900 + n) for word, n in small.items() if n > 12}
    words |= {f"tweeduizend{word}": str(2000 + n) for word, n in small.items() if n}
    words |= {f"twintig{word}": str(2000 + n) for word, n in small.items() if 9 < n < 30}
    words |= {
        f"{hundreds}honderd{word}": str(n * 100 + tail) for hundreds, n in _hundreds() for word, tail in small.items()
    }
    words |= {f"{hundreds}honderd": str(n * 100) for hundreds, n in _hundreds()}
    words |= {f"{word}de": str(n) for word, n in small.items() if 10 < n < 20}
    words |= {f"{word}ste": str(n) for word, n in small.items() if 19 < n < 32}
    words |= {word: str(n) for n, word in enumerate(_ORDINALS, start=1)}
    words |= {word: str(n) for n, word in enumerate(_ENGLISH)}
    return words | {"tweeduizend": "2000", "oh": "0"}


NUMBERS = _numbers()
_WORD = re.compile(r"[A-Za-z]+")
_PARTS = re.compile("|".join(sorted(NUMBERS, key=len, reverse=True)))
# An o between or behind digits, and the O of "O6": typed or scanned for a nought.
_NOUGHT = re.compile(
    r"(?<=\d)[oO](?=[ .\-]?\d)|(?<=\d[ .\-])[oO](?=[ .\-]?\d)|(?<=\d{3})[oO](?![A-Za-z])|\b[oO](?=6[ .\-]?\d)"
)
_ONE = re.compile(r"(?<=\d)[lI|](?=[ .\-]?\d)|(?<=\d[ .\-])[lI|](?=\d)")
# l2-O3-2O15, 1O3O AB, Molenweg l2: noughts and ones that were typed as letters.
_DATE_ALIKE = re.compile(r"(?<![\w\-])[\doOlI|]{1,2}([\-/.])[\doOlI|]{1,2}\1(?:[\doOlI|]{4}|[\doOlI|]{2})(?![\w\-])")
_NUMBER_ALIKE = re.compile(r"(?<![\w\-])(?=[OlI|]{0,3}\d)[\dOlI|]{2,4}(?!\w)")

_ROW = re.compile(r"(?<![A-Za-z\d])[\doOlI|SBZ](?:[ .\-/]?[\doOlI|SBZ]){5,}(?![A-Za-z])")
_ALIKE = str.maketrans("oOlI|SBZ", "00111582")
_FEWEST = 5
_ROMAN = dict(zip(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"], "123456789", strict=True))
_BETWEEN = re.compile(r"[\s.\-]{1,2}(?:\d{1,10}[\s.\-]{1,2})?")
_SIGNS = {
    "laag streepje": "_", "underscore": "_", "streepje": "-", "koppelteken": "-", "min": "-", "punt": ".", "stip": ".",
    "apenstaartje": "@", "apenstaart": "@", "apestaartje": "@", "apestaart": "@", "slash": "/", "schuine streep": "/",
}  # fmt: skip
_SIGN_SAID = re.compile(rf"(?i)(?:(?<=\S) (?!ape)|(?<!\S))({'|'.join(map(re.escape, _SIGNS))})(?:\s|$)")
_DIGIT_APART = re.compile(r"(?<=\d)( )(?=\d(?!\d))")
_CENTURIES = {"tweeduizend": "20", "negentien": "19", "negentienhonderd": "19"}
_TIMES = {"dubbel": 2, "dubbele": 2, "tweemaal": 2, "double": 2, "driemaal": 3, "triple": 3}


def _digits(word: str) -> str:
    known = NUMBERS.get(word)
    if known or len(word) < 6:
        return known or ""
    parts = _PARTS.findall(word)
    return "".join(NUMBERS[part] for part in parts) if sum(map(len, parts)) == len(word) else ""


def spelled(plain: Reading) -> Reading | None:
    """The reading with digits for words, or None where nothing changes."""
    text = _ROW.sub(_as_digits, _ONE.sub("1", _NOUGHT.sub("0", plain.text)))
    text = _NUMBER_ALIKE.sub(_alike, _DATE_ALIKE.sub(_alike, text))
    pieces = list(_pieces(text))
    if not pieces and text == plain.text:
        return None
    return put(plain, text, pieces)


def put(plain: Reading, text: str, pieces: list[tuple[int, int, str]]) -> Reading:
    """`text` with other signs in the places of `pieces`, which still point at what stood there."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, signs in pieces:
        first, last = plain.span(start, end)
        parts += [text[at:start], signs]
        starts += plain.starts[at:start] + [first] * len(signs)
        ends += plain.ends[at:start] + [last] * len(signs)
        at = end
    return Reading("".join(parts) + text[at:], starts + plain.starts[at:], ends + plain.ends[at:])


def _alike(number: re.Match[str]) -> str:
    return number.group().translate(_ALIKE) if any(map(str.isdigit, number.group())) else number.group()


def _as_digits(row: re.Match[str]) -> str:
    """O and l in a row that is made of digits for the most part."""
    return row.group().translate(_ALIKE) if sum(map(str.isdigit, row.group())) >= _FEWEST else row.group()


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and digits of each number in words; letters of who spells in words, and Roman numbers in a row."""
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        start, _, word = words[at]
        taken, digits = _two_words(text, words, at) or (1, _digits(word.lower()) or _letter(text, words, at))
        if digits:
            yield start, words[at + taken - 1][1], digits
        at += taken


def _two_words(text: str, words: list[tuple[int, int, str]], at: int) -> tuple[int, str] | None:
    """ "Tweeduizend zestien" is one number, "dubbel drie" is 33."""
    if at + 1 == len(words) or text[words[at][1] : words[at + 1][0]] != " ":
        return None
    word, behind = words[at][2].lower(), _digits(words[at + 1][2].lower())
    if word in _CENTURIES and (len(behind) == 2 or (len(behind) == 1 and word == "tweeduizend")):
        return 2, _CENTURIES[word] + behind.zfill(2)
    return (2, behind * _TIMES[word]) if word in _TIMES and len(behind) == 1 else None


def _letter(text: str, words: list[tuple[int, int, str]], at: int) -> str:
    """The letter of "Karel" beside another one, or the digit of "VII" among others: alone both are something else."""
    word = words[at][2]
    beside = [words[n] for n in (at - 1, at + 1) if 0 <= n < len(words) and _is_close(text, words, min(at, n))]
    several = sum(other[2].lower() in data.words("spelling_alphabet") for other in words[max(0, at - 8) : at + 8]) > 1
    if word in _ROMAN:
        return _ROMAN[word] if any(other[2] in _ROMAN for other in beside) else ""
    alphabet = data.words("spelling_alphabet")
    if (
        word.lower() in alphabet
        and several
        and any(other[2].lower() in alphabet or _digits(other[2].lower()) for other in beside)
    ):
        return word[0].upper()
    return ""


def _is_close(text: str, words: list[tuple[int, int, str]], at: int) -> bool:
    """Nothing but signs and digits between this word and the next."""
    return _BETWEEN.fullmatch(text, words[at][1], words[at + 1][0]) is not None


def signs_said(plain: Reading) -> Reading | None:
    """The reading with signs for "punt", "streepje" and "apenstaartje", or None where nobody said one."""
    found = [(match.start(), match.end(), _SIGNS[match[1].lower()]) for match in _SIGN_SAID.finditer(plain.text)]
    if not found:
        return None
    apart = [(match.start(), match.end(), "") for match in _DIGIT_APART.finditer(plain.text)]
    return put(plain, plain.text, sorted(found + apart))
