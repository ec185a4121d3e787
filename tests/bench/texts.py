"""The texts that are timed: marked notes of ours one behind the other, identifying and clean ones mixed."""

import re
from random import Random

from tests.desk.guard.marked import notes

_SEED = 2026
_WORD = re.compile(r"\S+\s*")


def composed(count: int, *, words: int = 0, characters: int = 0) -> list[str]:
    """Return `count` different texts of so many words, or of so many characters; the same in every run."""
    told = [note.text for note in notes("tuned_?")]
    pick = Random(_SEED + words + characters)
    return [_cut(_joined(told, pick, max(characters, words * 12)), words, characters) for _ in range(count)]


def _joined(told: list[str], pick: Random, characters: int) -> str:
    """Whole notes until there are more characters than asked for. No Dutch text has words of 12 on average."""
    parts: list[str] = []
    size = 0
    while size <= characters:
        parts.append(pick.choice(told))
        size += len(parts[-1]) + 1
    return " ".join(parts)


def _cut(text: str, words: int, characters: int) -> str:
    return "".join(_WORD.findall(text)[:words]).strip() if words else text[:characters]
