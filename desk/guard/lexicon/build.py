"""Builds the lexicon: every word the guard knows with what it is, in one file that processes share."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import marisa_trie

from desk.guard.lexicon import sources
from desk.guard.lexicon.entries import FORMAT, Is
from desk.guard.text.fold import fold

_LEVELS = 255
_COMMON = 2**17
_HERE = Path(__file__).parent
_CODE = (*(_HERE / f"{part}.py" for part in ("sources", "build", "entries")), _HERE.parent / "text" / "fold.py")


def built(folder: Path) -> Path:
    """Return the lexicon file in `folder`, made first if it is not there. Raises OSError where that is not allowed.

    A lock and a rename: many processes that start at once build it once, and none reads half a file.
    """
    made = folder / f"words-{fingerprint()}.marisa"
    if made.exists():
        return made
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _write(made)
    return made


def fingerprint() -> str:
    """Return what the lexicon is made of: the versions of the packages, and this code."""
    parts = [f"{name} {version(name)}" for name in sources.PACKAGES]
    parts += [path.read_text(encoding="utf-8") for path in _CODE]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _write(made: Path) -> None:
    entries = [(word, tuple(entry)) for word, entry in sorted(_entries().items())]
    trie = marisa_trie.RecordTrie(FORMAT, entries)
    handle, half = tempfile.mkstemp(dir=made.parent)
    os.close(handle)
    trie.save(half)
    # Words of public packages: root may build an image that the desk runs under a name of its own.
    Path(half).chmod(0o644)
    Path(half).replace(made)
    for old in made.parent.glob("words-*.marisa"):
        if old != made:
            old.unlink(missing_ok=True)


def _entries() -> dict[str, list[int]]:
    """Folded word → [what it is, how common in Dutch, how common in English]; the last two as a power of two."""
    entries: dict[str, list[int]] = {}

    def add(words: Iterable[str], what: Is) -> None:
        for word in words:
            entries.setdefault(fold(word), [0, 0, 0])[0] |= what

    def count(words: Iterable[tuple[str, int]], place: int) -> None:
        for word, times in words:
            entry = entries.setdefault(fold(word), [0, 0, 0])
            entry[place] = max(entry[place], min(times.bit_length(), _LEVELS))

    count(sources.dutch_words(), 1)
    count(((word, _COMMON) for word in sources.common_words()), 1)
    count(sources.english_words(), 2)
    forms = list(sources.dutch_forms())
    add((form for form in forms if form.islower()), Is.FORM)
    add((form for form in forms if not form.islower()), Is.PROPER)
    add(_parts(sources.first_names()), Is.FIRST_NAME)
    add(_parts(sources.surnames()), Is.SURNAME)
    add(sources.surnames_after_prefix(), Is.AFTER_PREFIX)
    add(sources.places(), Is.PLACE)
    add(sources.regions(), Is.REGION)
    add(sources.streets(), Is.STREET)
    add(_words(sources.medical_words()), Is.MEDICAL)
    return entries


def _parts(names: Iterable[str]) -> Iterator[str]:
    """A name as listed, and where it has a prefix or two parts, each part of three letters or more."""
    for name in names:
        yield name
        pieces = name.replace("-", " ").split()
        if len(pieces) > 1:
            yield from (piece for piece in pieces if len(piece) > 2 and piece[0].isupper())


def _words(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield from phrase.split()
