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

    def keep(self, number: int, day: date, note: str) -> None:
        """Keep a head. Kept already is well; raises Different when it is another one, OSError when it cannot be."""
        files, folder = self._place()
        files.makedirs(f"{folder}/{day:%Y-%m-%d}", exist_ok=True)
        path = f"{folder}/{day:%Y-%m-%d}/{number:012d}.note"
        try:
            with files.open(path, "xb") as file:
                file.write(note.encode())
        except FileExistsError:
            kept = files.cat_file(path).decode("utf-8", "replace")
            if not note.startswith(kept):
                raise Different(str(number)) from None
            if kept != note:  # cut off while it was written
                files.pipe_file(path, note.encode())

    def heads(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of every head that is kept, in order."""
        files, folder = self._place()
        # By number: a clock that was set puts a newer head under an older day.
        for path in sorted(files.glob(f"{folder}/*/*.note"), key=lambda path: str(path).rpartition("/")[2]):
            yield str(path), files.cat_file(path).decode("utf-8", "replace")

    def _place(self) -> tuple[Any, str]:
        files, folder = url_to_fs(self.url)
        return files, str(folder).rstrip("/")
