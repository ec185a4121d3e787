"""How a file lies on the disk: in pieces, each encrypted, so that no plain byte of it is ever there. No Django.

A piece that was changed, moved or left out is found when it is read; so is an end that was cut off. Reading may begin
anywhere, and neither way holds more than one piece in memory.
"""

import hashlib
import io
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE, TAG = 64 * 1024, 16  # bytes
_STORED = PIECE + TAG


class Damaged(OSError):
    """The file is not as it was written, or was written with another key."""


def key_of(secret: str, name: str) -> bytes:
    """Return the key of the file `name`: each file has its own, so a piece number is used once under it."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=name.encode()).derive(secret.encode())


def digest_of(raw: Any) -> str:
    """Return the SHA-256 of what lies on the disk."""
    raw.seek(0)
    return hashlib.file_digest(raw, "sha256").hexdigest()


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealer(io.RawIOBase):
    """Takes plain bytes and writes encrypted pieces to `raw`. After `close` it knows `size` and `digest`."""

    def __init__(self, raw: BinaryIO, key: bytes) -> None:
        self._raw, self._cipher, self._pieces = raw, AESGCM(key), 0
        self._rest = bytearray()
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def digest(self) -> str:
        """SHA-256 of what was written to the disk."""
        return self._hash.hexdigest()

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.size

    def write(self, data: Any) -> int:
        self._rest += data
        count = len(memoryview(data).cast("B"))
        self.size += count
        # What may be the last piece waits: the last one is marked.
        while len(self._rest) > PIECE:
            self._put(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return count

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._rest), last=True)
            self._raw.flush()
        super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._pieces, last), piece, None)
        self._pieces += 1
        self._hash.update(sealed)
        self._raw.write(sealed)


class Opened(io.RawIOBase):
    """The plain bytes of an encrypted file; raises Damaged where it is not as it was written."""

    def __init__(self, raw: BinaryIO, key: bytes) -> None:
        self._raw, self._cipher = raw, AESGCM(key)
        stored = raw.seek(0, io.SEEK_END)
        self._pieces = max(1, -(-stored // _STORED))
        self.size = stored - TAG * self._pieces
        self._at, self._held, self._number = 0, b"", -1

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self.size > 0:
            return 0
        number, start = divmod(self._at, PIECE)
        found = self._piece(number)[start : start + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        self._raw.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        if number != self._number:
            self._raw.seek(number * _STORED)
            try:
                last = number == self._pieces - 1
                self._held = self._cipher.decrypt(_nonce(number, last), self._raw.read(_STORED), None)
            except (InvalidTag, ValueError) as wrong:
                raise Damaged("not as it was written") from wrong
            self._number = number
        return self._held
