"""Where signed heads are kept, out of reach of the database: a folder elsewhere, or an object store.

A head is written once and never again, so the place can be one that only takes: an append-only disk, a bucket with a
lock on it. Any address that fsspec knows will do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fsspec.core import url_to_fs


class Different(Exception):
    """Another head is kept under this number: two trails, or somebody who rewrites one."""


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
        for path in self.paths():
            yield path, self.read(path)

    def paths(self, part: str = "*", *kinds: str) -> list[str]:
        """Return the names of what is kept, in order. `kinds`: the ends of the names; default those with a number."""
        files, folder = self._place()
        found = [path for kind in kinds or ("note", "restored") for path in files.glob(f"{folder}/{part}/*.{kind}")]
        # By number: a clock that was set puts a newer head under an older day.
        return sorted(map(str, found), key=lambda path: path.rpartition("/")[2])

    def read(self, path: str) -> str:
        """Return the text of what is kept under this name. Raises OSError."""
        text: str = self._place()[0].cat_file(path).decode("utf-8", "replace")
        return text

    def _place(self) -> tuple[Any, str]:
        files, folder = url_to_fs(self.url)
        return files, str(folder).rstrip("/")
