"""Numbers written as words or with look-alike letters, read as digits."""

import re

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


def _numbers() -> dict[str, str]:
    small = _below_hundred()
    words = {word: str(n) for word, n in small.items()}
    words |= {f"negentienhonderd{word}": str(1900 + n) for word, n in small.items() if n}
    words |= {f"negentien{word}": str(1900 + n) for word, n in small.items() if n > 12}
    words |= {f"tweeduizend{word}": str(2000 + n) for word, n in small.items() if n}
    words |= {f"twintig{word}": str(2000 + n) for word, n in small.items() if 9 < n < 30}
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


def _digits(word: str) -> str:
    known = NUMBERS.get(word)
    if known or len(word) < 6:
        return known or ""
    parts = _PARTS.findall(word)
    return "".join(NUMBERS[part] for part in parts) if sum(map(len, parts)) == len(word) else ""


def spelled(plain: Reading) -> Reading | None:
    """The reading with digits for words, or None where nothing changes."""
    text = _ONE.sub("1", _NOUGHT.sub("0", plain.text))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _WORD.finditer(text):
        digits = _digits(match.group().lower())
        if not digits:
            continue
        start, end = match.span()
        first, last = plain.span(start, end)
        parts += [text[at:start], digits]
        starts += plain.starts[at:start] + [first] * len(digits)
        ends += plain.ends[at:start] + [last] * len(digits)
        at = end
    if not parts and text == plain.text:
        return None
    return Reading("".join(parts) + text[at:], starts + plain.starts[at:], ends + plain.ends[at:])
