"""Text that was encoded: a long run of letters and digits that opens to readable words."""

import base64
import binascii
import re
from collections.abc import Iterator

from desk.guard.findings import Hit

_RUN = re.compile(
    r"(?<![A-Za-z0-9+/_\-])(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![A-Za-z0-9+/=])"
)
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}){8,}(?![0-9a-zA-Z])")
_READABLE = 0.9
_FEWEST_DIGITS = 6


_HEX_APART = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2} ){4,60}[0-9a-fA-F]{2}(?![0-9a-zA-Z])")


def hits(text: str) -> Iterator[Hit]:
    """Base64 and hexadecimal that say something in letters."""
    for match in _RUN.finditer(text):
        if _says_something(_opened(match.group())):
            yield Hit(*match.span())
    for pattern in (_HEX, _HEX_APART):
        for match in pattern.finditer(text):
            # A telephone number in pairs is hexadecimal too, and says nothing.
            if _says_something(bytes.fromhex(match.group())):
                yield Hit(*match.span())


def _opened(run: str) -> bytes:
    if run.isalpha() and (run.islower() or run.isupper() or run.istitle()):
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
