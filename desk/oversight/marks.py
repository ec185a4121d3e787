"""What stands for a surname, a home or a birth date: a keyed hash, another one for each kind and each colleague.

Bound to the colleague, so that the table does not tell who shares a home or a name with whom.
"""

import hashlib
import hmac
import re
from datetime import date

from anyascii import anyascii
from django.conf import settings

from desk.oversight.choices import Trait

_PREFIXES = frozenset(
    {"van", "de", "den", "der", "het", "t", "te", "ter", "ten", "tot", "in", "op", "aan", "bij", "uit", "von", "zu"}
    | {"el", "al", "ait", "ben", "la", "le", "les", "du", "da", "di", "do", "dos", "das", "del"}
)
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Za-z]{2})\b")
_NUMBER = re.compile(r"(?<![\w])(\d{1,5})(?!\d)(?!e\b)")
Home = tuple[str, str]


def surnames_in(text: str) -> set[str]:
    """Return each surname in `text` in one spelling: "van den Berg-Meijer" gives berg and meyer."""
    return set(written_in(text))


def written_in(text: str) -> dict[str, str]:
    """Return each surname in one spelling with how it is written."""
    parts = [part.strip() for part in re.split(r"[-–/]", text)]
    return {folded: part for part in parts if (folded := _folded(part))}


def _folded(part: str) -> str:
    words = re.findall(r"[a-z]+", anyascii(part).lower().replace("'", " "))
    while len(words) > 1 and words[0] in _PREFIXES:
        words = words[1:]
    return "".join(words).replace("ij", "y")


def postcodes_in(*texts: str) -> set[str]:
    """Return each postcode in the texts, as 1234AB."""
    return {digits + letters.upper() for text in texts for digits, letters in _POSTCODE.findall(text)}


def homes_in(address: str, *around: str) -> set[Home]:
    """Return each postcode with each number that may be the house number; what is added to a number counts not."""
    numbers = {str(int(number)) for number in _NUMBER.findall(_POSTCODE.sub(" ", address))}
    return {(code, number) for code in postcodes_in(address, *around) for number in numbers}


def of_surname(worker: int, surname: str) -> str:
    return _mark(Trait.SURNAME, worker, surname)


def of_area(worker: int, postcode: str) -> str:
    return _mark(Trait.AREA, worker, postcode[:4])


def of_postcode(worker: int, postcode: str) -> str:
    return _mark(Trait.POSTCODE, worker, postcode)


def of_home(worker: int, home: Home) -> str:
    return _mark(Trait.HOME, worker, *home)


def of_self(worker: int, surname: str, born: date) -> str:
    return _mark(Trait.SELF, worker, surname, born.isoformat())


def circle_of(worker: int, surnames: set[str], homes: set[Home], born: date | None) -> set[tuple[Trait, str]]:
    """Return everything that is kept of somebody's circle: kind and keyed hash, and no word of it."""
    kept = {(Trait.SURNAME, of_surname(worker, name)) for name in surnames}
    kept |= {(Trait.SELF, of_self(worker, name, born)) for name in surnames if born}
    for code, number in homes:
        kept |= {(Trait.AREA, of_area(worker, code)), (Trait.POSTCODE, of_postcode(worker, code))}
        kept.add((Trait.HOME, of_home(worker, (code, number))))
    return kept


def _mark(trait: Trait, worker: int, *parts: str) -> str:
    said = "\x1f".join((trait, str(worker), *parts)).encode()
    return hmac.new(settings.CIRCLE_KEY.encode(), said, hashlib.sha256).hexdigest()
