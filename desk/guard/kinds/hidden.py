"""Text that was encoded: a long run of letters and digits that opens to readable words."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator

from desk.guard.findings import Hit

_RUN = re.compile(
    r"(?<![A-Za-z0-9+/_\-])(?:(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)|(?:[A-Za-z0-9+/]{4}){2,})(?![A-Za-z0-9+/=])"
)
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}){8,}(?![0-9a-zA-Z])")
_HEX_APART = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2} ){4,60}[0-9a-fA-F]{2}(?![0-9a-zA-Z])")

_READABLE = 0.9
_FEWEST_DIGITS = 6
_LONG = 12  # a shorter one may be a word of a computer by chance
# Words side by side of which each is looked at for letters that were chosen for their looks.
_PIECE = re.compile(r"\S+")
_PLAIN_NAME = ("LATIN SMALL LETTER", "LATIN CAPITAL LETTER", "COMBINING")
_SCRIPTS = ("CYRILLIC", "GREEK")
_LIGATURES = frozenset("ﬀﬁﬂﬃﬄªº")
_LATIN = re.compile("[A-Za-z]")
_FEWEST_ODD = 2


def hits(text: str) -> Iterator[Hit]:
    """Base64 and hexadecimal that say something in letters."""
    for match in _RUN.finditer(text):
        if _says_something(_opened(match.group())):
            yield Hit(*match.span(), certain=len(match.group()) >= _LONG)
    for pattern in (_HEX, _HEX_APART):
        for match in pattern.finditer(text):
            # A telephone number in pairs is hexadecimal too, and says nothing.
            if _says_something(bytes.fromhex(match.group())):
                yield Hit(*match.span())


def odd(text: str) -> Iterator[Hit]:
    """In the text as typed: words in letters that only look like letters, which nobody types in haste.

    Circled, squared, raised and mathematical letters, and Cyrillic or Greek ones inside a Latin word.
    """
    if text.isascii():
        return
    for piece in _PIECE.finditer(text):
        if not piece.group().isascii() and _is_odd(piece.group()):
            yield Hit(*piece.span(), certain=False)


def _is_odd(piece: str) -> bool:
    names = [unicodedata.name(char, "") for char in piece if not char.isascii() and char not in _LIGATURES]
    latin = [name for name in names if "LATIN" in name or name.startswith("MODIFIER LETTER SMALL")]
    looks = sum("LETTER" in name and not name.startswith(_PLAIN_NAME) for name in latin)
    mixed = _LATIN.search(piece) is not None and any(name.startswith(_SCRIPTS) for name in names)
    return mixed or looks >= _FEWEST_ODD


def _opened(run: str) -> bytes:
    in_one_case = run.islower() or run.isupper() or run.istitle()
    if (run.isalpha() and in_one_case) or (run.isalnum() and run.isupper()):
        return b""
    try:
        return base64.b64decode(run, validate=True)
    except binascii.Error:
        return b""


def _says_something(opened: bytes) -> bool:
    try:
        words = opened.decode()
    except UnicodeDecodeError:
        return False
    readable = sum(char.isalnum() or char in " .,@-_'" for char in words)
    return (
        bool(words)
        and readable >= _READABLE * len(words)
        and (any(map(str.isalpha, words)) or sum(map(str.isdigit, words)) >= _FEWEST_DIGITS)
    )
