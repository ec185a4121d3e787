"""Reads a signed head, and says whether the key that we trust signed it."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_HEAD = re.compile(
    r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9]\d{0,17})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n"
)
_NOTE = re.compile(r"(?P<text>(?:[^\n]+\n)+)\n— (?P<name>[^ \n+]+) (?P<signature>[A-Za-z0-9+/=]+)\n")


class Wrong(Exception):
    """The first wrong thing, in words for the privacy officer (Dutch)."""


class NotSigned(ValueError):
    """This is no head that our key signed."""


@dataclass(frozen=True)
class Signed:
    """A head as it was signed: how many leaves, their root, when (UTC, to the second, as text)."""

    size: int
    root: bytes
    at: str


@dataclass(frozen=True)
class Trusted:
    """The key that heads must be signed with: "name+number+key" as the desk wrote it when the key was made."""

    text: str

    def read(self, note: str) -> Signed:
        """Return the head in `note`. Raises NotSigned."""
        found = _HEAD.match(note)
        if not found:
            raise NotSigned("geen zegel")
        if found["origin"] != self._parts()[0]:
            raise NotSigned("een zegel van een ander")
        if self.text_of(note) != found[0]:
            raise NotSigned("geen zegel")
        return Signed(int(found["size"]), base64.b64decode(found["root"]), found["at"])

    def text_of(self, note: str) -> str:
        """Return the text of a note that this key signed, whatever it says. Raises NotSigned."""
        found = _NOTE.fullmatch(note)
        if not found:
            raise NotSigned("geen zegel")
        name, number, raw = self._parts()
        if found["name"] != name:
            raise NotSigned("een zegel van een ander")
        try:
            signature = base64.b64decode(found["signature"], validate=True)
            Ed25519PublicKey.from_public_bytes(raw).verify(signature[4:], found["text"].encode())
        except (binascii.Error, InvalidSignature):
            raise NotSigned("een handtekening die niet klopt") from None
        if signature[:4] != number:
            raise NotSigned("een handtekening van een andere sleutel")
        return found["text"]

    def _parts(self) -> tuple[str, bytes, bytes]:
        name, number, key = self.text.strip().split("+", 2)
        raw = base64.b64decode(key, validate=True)
        expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if raw[:1] != b"\x01" or len(raw) != 33 or number != expected.hex():
            raise ValueError("This is no key that checks heads of the trail.")
        return name, expected, raw[1:]
