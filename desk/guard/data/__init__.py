"""Word lists of our own, one file each: what helps people, how the field writes, who plays which part."""

from functools import cache
from pathlib import Path

from desk.guard.text.fold import fold

FOLDER = Path(__file__).parent


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of `name`.txt without comments; what stands behind # is a remark."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(filter(None, (line.partition("# ")[0].strip() for line in text.splitlines() if line[:1] != "#")))


@cache
def words(name: str) -> frozenset[str]:
    """Return every word of `name`.txt, folded."""
    return frozenset(fold(word) for line in lines(name) for word in line.split())
