"""Made-up persons, new in every run, and every way in which a byte on a disk could hold one of their details."""

import base64
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, quote_plus

from stdnum import iban
from stdnum.nl import bsn

from desk import guard

_FIRST_NAMES = ("Sietske", "Fatima", "Jeroen", "Mohammed", "Agnieszka", "Willemijn", "Youssef", "Marieke", "Thijs")
# Letters that no number in hexadecimal has: a key of the desk can not hold a postcode by chance.
_POSTCODE_LETTERS = "GHJKLNPRTVWXZ"
_PARTS = (
    ("kwark", "stoom", "wolken", "tuin", "regen", "zomer", "winter", "avond", "water", "brood"),
    ("taart", "fiets", "muziek", "boek", "kast", "deur", "lamp", "stoel", "tafel", "muur"),
    ("gevoel", "verhaal", "geluid", "kleur", "smaak", "geur", "feest", "reis", "werk", "spel"),
)
_GIVEN: set[str] = set()
Places = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Needle:
    """What is typed, and the marks by which it is known wherever it went. `kind` is the guard's word for it."""

    kind: str
    typed: str
    marks: tuple[str, ...]

    @cached_property
    def shapes(self) -> tuple[bytes, ...]:
        """Every mark in small letters as the bytes of a file that was made small too."""
        found = {shape.lower() for mark in self.marks for shape in _shapes(mark)}
        return tuple(sorted(found))


def needles() -> list[Needle]:
    """Return somebody who does not exist: one needle of each kind."""
    return [_name(), _bsn(), _phone(), _email(), _iban(), _postcode()]


def rare_word() -> Needle:
    """Return a word made of words, which the guard lets pass, nobody else types, and was not given before."""
    while True:
        word = "".join(secrets.choice(part) for part in _PARTS)
        if word not in _GIVEN and not guard.find(f"Zij vertelt over een {word} in huis."):
            _GIVEN.add(word)
            return Needle("word", word, (word,))


def told(these: Iterable[Needle]) -> str:
    """Return one text with all of them in it."""
    return " ".join(f"Zij noemt {one.typed}." for one in these)


def hits(these: Iterable[Needle], places: Places) -> list[str]:
    """Return which needle was found where; a needle itself is never repeated."""
    sought = list(these)
    return sorted(f"{kind} in {place}" for place, content in places for kind in _kinds_in(content.lower(), sought))


def _kinds_in(small: bytes, sought: list[Needle]) -> Iterator[str]:
    yield from (one.kind for one in sought if any(shape in small for shape in one.shapes))


def _shapes(mark: str) -> Iterator[bytes]:
    """As UTF-8, as UTF-16 of either order, in an address, and inside something in base64 at each of three offsets."""
    yield mark.encode()
    yield mark.encode("utf-16-le").strip(b"\0")
    yield quote(mark, safe="").encode()
    yield quote_plus(mark).encode()
    for spelled in (mark, mark.lower(), mark.upper()):
        yield from (_in_base64(spelled.encode(), offset) for offset in range(3))


def _in_base64(told: bytes, offset: int) -> bytes:
    """The characters that depend on these bytes alone, whatever stands before and behind them."""
    spelled = base64.b64encode(b"\0" * offset + told)
    return spelled[-(-offset * 8 // 6) : (offset + len(told)) * 8 // 6]


def _name() -> Needle:
    surname = "".join(secrets.choice("bdfgklmnprstvz") + secrets.choice("aeiou") for _ in range(3)) + "stra"
    return Needle("name", f"{secrets.choice(_FIRST_NAMES)} {surname.capitalize()}", (surname.capitalize(),))


def _bsn() -> Needle:
    while True:
        number = str(100_000_000 + secrets.randbelow(900_000_000))
        if bsn.is_valid(number):
            return Needle("bsn", f"bsn {number}", (number,))


def _phone() -> Needle:
    number = f"{secrets.choice('1234')}{secrets.randbelow(10**7):07}"
    return Needle("phone", f"06-{number}", (number,))


def _email() -> Needle:
    local = "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(9)) + str(secrets.randbelow(90) + 10)
    return Needle("email", f"{local}@voorbeeld.nl", (local,))


def _iban() -> Needle:
    account = f"0{secrets.randbelow(10**9):09}"
    number = f"NL{iban.calc_check_digits(f'NL00INGB{account}')}INGB{account}"
    spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    # Apart from its bank the account is known by its ten digits, written together or as people write it.
    return Needle("iban", spaced, (number, account, spaced[10:]))


def _postcode() -> Needle:
    # Beyond the years: "2014 NL" is no postcode for the guard.
    digits, letters = str(2100 + secrets.randbelow(7900)), "".join(secrets.choice(_POSTCODE_LETTERS) for _ in range(2))
    return Needle("postcode", f"{digits} {letters} 27", (f"{digits} {letters}", f"{digits}{letters}"))
