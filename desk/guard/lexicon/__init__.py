"""Every word the guard knows, built once from installed packages and shared by all processes of a machine."""

import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import marisa_trie

from desk.guard.lexicon.entries import FORMAT, UNKNOWN, Entry, Is


class _Loaded:
    """The one lexicon of this process. Reading needs no lock: the file never changes."""

    lock = threading.Lock()
    folder: Path | None = None
    words: marisa_trie.RecordTrie | None = None


def use(folder: Path) -> None:
    """Say where the lexicon is kept; it is built there when it is first needed."""
    with _Loaded.lock:
        _Loaded.folder, _Loaded.words = folder, None


def warm() -> marisa_trie.RecordTrie:
    """Load the lexicon, built first where there is none. Raises RuntimeError when nobody said where it is kept."""
    with _Loaded.lock:
        if _Loaded.words is None:
            if _Loaded.folder is None:
                raise RuntimeError("Tell the guard where its lexicon is: desk.guard.use(folder)")
            _Loaded.words = _read(_Loaded.folder)
        return _Loaded.words


def _read(folder: Path) -> marisa_trie.RecordTrie:
    """The lexicon in `folder`. A file that a full disk cut short is built again."""
    from desk.guard.lexicon.build import built

    try:
        return marisa_trie.RecordTrie(FORMAT).mmap(str(built(folder)))
    except RuntimeError:
        built(folder).unlink()
        return marisa_trie.RecordTrie(FORMAT).mmap(str(built(folder)))


def entry(word: str) -> Entry:
    """What a folded word is."""
    found = (_Loaded.words or warm()).get(word)
    return Entry(Is(found[0][0]), *found[0][1:]) if found else UNKNOWN


def beginning_with(letters: str, most: int) -> Iterator[str]:
    """At most `most` words that begin with these letters."""
    return islice((_Loaded.words or warm()).iterkeys(letters), most)


__all__ = ["UNKNOWN", "Entry", "Is", "beginning_with", "entry", "use", "warm"]
