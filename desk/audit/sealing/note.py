"""A tree head as a signed note: text that a person can read and a program of somebody else can check.

The form is that of C2SP tlog-checkpoint and signed-note: origin, size, root, own lines, then who signed it.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

_ED25519 = b"\x01"


@dataclass(frozen=True)
class Signer:
    """A name and a key that signs heads. The key lies outside the database, and only the worker reads it."""

    name: str
    key: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The verifier key, as text: name, number and key. This may be known to everybody."""
        return f"{self.name}+{self._number.hex()}+{base64.b64encode(_ED25519 + self._raw).decode()}"

    def sign(self, text: str) -> str:
        """Return the note of `text`, which ends with a new line."""
        signature = base64.b64encode(self._number + self.key.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {signature}\n"

    @property
    def _raw(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def _number(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self._raw).digest()[:4]


def head(origin: str, size: int, root: bytes, at: datetime) -> str:
    """Return the text of a head: whose tree, how many leaves, their root, and when it was made (UTC)."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n"


def signer(path: Path, name: str) -> Signer:
    """Read the key in `path`: 32 bytes, in base 64. Raises OSError, ValueError."""
    raw = base64.b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    return Signer(name, Ed25519PrivateKey.from_private_bytes(raw))


def make_key(path: Path, name: str) -> Signer:
    """Write a new key to `path` and what checks it to `path`.pub. Raises FileExistsError: a key is never replaced."""
    made = Signer(name, Ed25519PrivateKey.generate())
    raw = made.key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(base64.b64encode(raw).decode() + "\n", encoding="ascii")
    path.with_name(f"{path.name}.pub").write_text(made.public + "\n", encoding="utf-8")
    return made
