"""A tree of hashes over a list that only grows, as in RFC 6962 section 2.1 (Merkle tree, inclusion, consistency)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

EMPTY = hashlib.sha256().digest()
Span = Callable[[int, int], bytes]


def leaf(digest: bytes) -> bytes:
    """Return the hash of a leaf that holds `digest` (32 bytes)."""
    return hashlib.sha256(b"\x00" + digest).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Growing:
    """A tree as far as one must know it to add a leaf: its size, and the hash of each full part, largest first."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, digest: bytes) -> None:
        """Add a leaf at the end."""
        self.peaks.append(leaf(digest))
        self.size += 1
        full = self.size
        while full % 2 == 0:
            right, left = self.peaks.pop(), self.peaks.pop()
            self.peaks.append(node(left, right))
            full //= 2

    @property
    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        *rest, found = self.peaks
        for peak in reversed(rest):
            found = node(peak, found)
        return found


def inclusion(at: int, size: int, root: Span) -> list[bytes]:
    """Return the hashes that lead from leaf `at` (from 0) to the root of the tree of `size` leaves."""
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _half(last - first)
        if at < middle:
            path.append(root(middle, last))
            last = middle
        else:
            path.append(root(first, middle))
            first = middle
    return path[::-1]


def consistency(old: int, new: int, root: Span) -> list[bytes]:
    """Return the hashes that show that the tree of `old` leaves is the beginning of the tree of `new` leaves."""
    return _beginning(old, 0, new, root, whole=True) if 0 < old < new else []


def _beginning(old: int, first: int, last: int, root: Span, *, whole: bool) -> list[bytes]:
    if old == last - first:
        return [] if whole else [root(first, last)]
    half = _half(last - first)
    middle = first + half
    if old <= half:
        return [*_beginning(old, first, middle, root, whole=whole), root(middle, last)]
    return [*_beginning(old - half, middle, last, root, whole=False), root(first, middle)]


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return int(1 << ((size - 1).bit_length() - 1))
