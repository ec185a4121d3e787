"""What the guard can know of a word."""

from enum import IntFlag
from typing import NamedTuple

FORMAT = "<HBB"


class Is(IntFlag):
    """The lists a word stands in; one word may stand in many."""

    FORM = 1  # an inflected Dutch word, never a name
    FIRST_NAME = 2
    SURNAME = 4
    AFTER_PREFIX = 8  # a surname behind "van der" or "'t"
    PLACE = 16
    REGION = 32
    STREET = 64
    MEDICAL = 128
    PROPER = 256  # a Dutch word that always has a capital: Poolse, Kerst


class Entry(NamedTuple):
    """What a word is, and how common it is in Dutch and in English: the binary logarithm of a count."""

    lists: Is
    dutch: int
    english: int


UNKNOWN = Entry(Is(0), 0, 0)
