"""The root of a growing list, counted leaf by leaf: (height, hash) pairs, joined when two are of one height."""

import hashlib


class Roots:
    """Add the digests in order; `root` is that of what was added so far (RFC 6962)."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[tuple[int, bytes]] = []

    def add(self, digest: bytes) -> None:
        part, height = hashlib.sha256(b"\x00" + digest).digest(), 0
        while self._parts and self._parts[-1][0] == height:
            part = _joined(self._parts.pop()[1], part)
            height += 1
        self._parts.append((height, part))
        self.size += 1

    def parts(self) -> list[str]:
        """The hashes of the full parts, largest first, as text."""
        return [part.hex() for _, part in self._parts]

    def root(self) -> bytes:
        if not self._parts:
            return hashlib.sha256(b"").digest()
        found = self._parts[-1][1]
        for _, part in self._parts[-2::-1]:
            found = _joined(part, found)
        return found


def leads_to(digest: bytes, at: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the root that a proof leads to from leaf `at` of `size`; None when the proof has no such length."""
    found, place, last = hashlib.sha256(b"\x00" + digest).digest(), at, size - 1
    for step in path:
        if last == 0:
            return None
        if place % 2 or place == last:
            found = _joined(step, found)
            while place and not place % 2:
                place, last = place >> 1, last >> 1
        else:
            found = _joined(found, step)
        place, last = place >> 1, last >> 1
    return found if last == 0 and 0 <= at < size else None


def follows(old: int, new: int, roots: tuple[bytes, bytes], path: list[bytes]) -> bool:
    """Say whether a proof shows that the tree of `old` leaves is the beginning of that of `new`; roots: old, new."""
    if old == new:
        return roots[0] == roots[1] and not path
    steps = [roots[0], *path] if old & (old - 1) == 0 else path
    if not 0 < old < new or not steps:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = _joined(step, before), _joined(step, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = _joined(after, step)
        place, last = place >> 1, last >> 1
    return (before, after) == roots and last == 0


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
