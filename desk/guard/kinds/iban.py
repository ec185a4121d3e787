"""Bank accounts: the mod-97 check, and the Dutch shape also when a digit was mistyped."""

import re
from collections.abc import Iterator

from stdnum import iban

from desk.guard.findings import Hit

_LENGTHS: dict[str, int] = {
    country: int(size)
    for size, countries in {
        "15": "NO", "16": "BE", "18": "DK FI FO GL NL SD", "19": "MK SI", "20": "AT BA EE KZ LT LU XK",
        "21": "CH HR LI LV", "22": "BG BH CR DE GB GE IE ME RS VA", "23": "AE GI IL IQ OM TL",
        "24": "AD CZ DZ ES MD PK RO SA SE SK TN VG", "25": "LY PT ST", "26": "IS TR",
        "27": "BI DJ FR GR IT MC MR SM", "28": "AL AZ BY CY DO GT HU LB MA NI PL SV", "29": "BR EG PS QA UA",
        "30": "JO KW MU", "31": "MT SC", "33": "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
_START = re.compile(r"(?i)(?=([a-z])[\s.\-]?([a-z])[\s.\-_]{0,2}[\doOlI][\s.\-]?[\doOlI][\s.\-_]{0,2}[a-z0-9])")
_NEXT = re.compile(r"[\s.\-_/]{0,2}([A-Za-z0-9|])")
_DIGITS, _LETTERS = str.maketrans("OIL|", "0111"), str.maketrans("01", "OI")
_DUTCH = re.compile(r"NL\d\d[A-Z]{4}\d{10}")


def hits(text: str) -> Iterator[Hit]:
    done = -1
    for match in _START.finditer(text):
        start = match.start()
        country = (match[1] + match[2]).upper()
        if start < done or country not in _LENGTHS:
            continue
        number, end = _compact(text, start, _LENGTHS[country])
        if _is_account(number, glued=text[start - 1 : start].isalnum()):
            done = end
            yield Hit(start, end)


def _as_meant(number: str) -> str:
    """With the letters and digits where a Dutch account has them: O and l among digits are 0 and 1."""
    bank = number[4:8].translate(_LETTERS)
    return number[:2] + number[2:4].translate(_DIGITS) + bank + number[8:].translate(_DIGITS)


def _compact(text: str, at: int, size: int) -> tuple[str, int]:
    chars: list[str] = []
    while len(chars) < size:
        char = _NEXT.match(text, at)
        if char is None:
            break
        chars.append(char[1])
        at = char.end()
    return "".join(chars).upper(), at


def _is_account(number: str, *, glued: bool) -> bool:
    if _DUTCH.fullmatch(number) or _DUTCH.fullmatch(_as_meant(number)):
        return True
    return not glued and bool(iban.is_valid(number, check_country=False))
