"""Where signed heads are kept, out of reach of the database: a folder elsewhere, or an object store.

A head is written once and never again, so the place can be one that only takes: an append-only disk, a bucket with a
lock on it. Any address that fsspec knows will do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from typing import Any, NamedTuple

from fsspec.core import url_to_fs

# What lies under a day and has a number: heads, and what was declared beside them.
NUMBERED = ("note", "restored")
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Different(Exception):
    """Another head is kept under this number: two trails, or somebody who rewrites one."""


class _Shelf(NamedTuple):
    """The folder of a day, and the names of the first and the last in it."""

    first: str
    last: str
    part: str


def _name(path: str) -> str:
    return path.rpartition("/")[2]


@dataclass(frozen=True)
class Anchor:
    """The place at `url`. A signed head is kept under its day and its number."""

    url: str

    def keep(self, number: int, day: date, note: str, kind: str = "note") -> None:
        """Keep a head. Kept already is well; raises Different when it is another one, OSError when it cannot be."""
        self.write(f"{day:%Y-%m-%d}", f"{number:012d}.{kind}", note)

    def write(self, part: str, name: str, note: str) -> None:
        """Write `note` once to the file `name` in the folder `part`. Raises Different, OSError."""
        files, folder = self._place()
        files.makedirs(f"{folder}/{part}", exist_ok=True)
        path = f"{folder}/{part}/{name}"
        try:
            with files.open(path, "xb") as file:
                file.write(note.encode())
        except FileExistsError:
            kept = files.cat_file(path).decode("utf-8", "replace")
            if not note.startswith(kept):
                raise Different(name) from None
            if kept != note:  # cut off while it was written
                files.pipe_file(path, note.encode())

    def heads(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of every head that is kept, and of what was declared beside them, in order."""
        for path in self.in_order():
            yield path, self.read(path)

    def in_order(self) -> Iterator[str]:
        """Yield the names of all that has a number, in that order; a day is listed when its turn comes, and let go.

        What is kept meanwhile is left out. A clock that was set puts a newer head under an older day: the names of
        such a day are held until the numbers have come so far.
        """
        shelves = self._shelves()
        newest, held = max((shelf.last for shelf in shelves), default=""), list[tuple[str, str]]()
        for shelf in sorted(shelves):
            while held and held[0][0] < shelf.first:
                yield heappop(held)[1]
            for path in self.paths(shelf.part, *NUMBERED):
                if _name(path) <= newest:
                    heappush(held, (_name(path), path))
        while held:
            yield heappop(held)[1]

    def newest(self) -> str:
        """Return the name of what has the highest number; empty when nothing is kept."""
        return max((shelf.last for shelf in self._shelves()), default="")

    def paths(self, part: str, *kinds: str) -> list[str]:
        """Return the names in the folder `part` that end as one of `kinds`, in order."""
        return sorted((path for path in self._listed(part) if path.rpartition(".")[2] in kinds), key=_name)

    def has(self, part: str, name: str) -> bool:
        """Does the folder `part` hold a file of this name?"""
        files, folder = self._place()
        return bool(files.exists(f"{folder}/{part}/{name}"))

    def _shelves(self) -> list["_Shelf"]:
        """Of each day: from where to where its numbers go, though no name between is held."""
        days = sorted(day for day in map(_name, self._listed()) if _A_DAY.fullmatch(day))
        found = ((day, self.paths(day, *NUMBERED)) for day in days)
        return [_Shelf(_name(paths[0]), _name(paths[-1]), day) for day, paths in found if paths]

    def _listed(self, part: str = "") -> list[str]:
        files, folder = self._place()
        files.invalidate_cache()  # an object store would answer from memory, and hold all years in it
        try:
            return list(map(str, files.ls(f"{folder}/{part}".rstrip("/"), detail=False)))
        except FileNotFoundError:
            return []

    def read(self, path: str) -> str:
        """Return the text of what is kept under this name. Raises OSError."""
        text: str = self._place()[0].cat_file(path).decode("utf-8", "replace")
        return text

    def _place(self) -> tuple[Any, str]:
        files, folder = url_to_fs(self.url)
        return files, str(folder).rstrip("/")
