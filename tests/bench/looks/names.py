"""Surnames as often as they are borne in the Netherlands, and those of one municipality that everybody there bears.

The curve is fitted to what is known of the count of 2007: the first name half a percent, the first hundred some fifteen
percent, and two in five people with a name that next to nobody else has.
"""

from itertools import accumulate
from random import Random

from desk.guard.lexicon.sources import surnames
from desk.oversight.frequent import FREQUENT

_BEND, _SCALE = 13.0, 0.074  # share of the name at rank r: scale / (r + bend)
_HEAD = 350  # ranks among which the frequent names stand, with others that our list misses
_MISSED = 0.2
_LOCAL = 6  # names of a municipality, of one in seventy people each


class Names:
    """Draws surnames; the same seed draws the same."""

    def __init__(self, random: Random) -> None:
        self.random = random
        rest = sorted(set(surnames()))
        random.shuffle(rest)
        known = sorted(FREQUENT)
        random.shuffle(known)
        head = [known.pop() if known and random.random() > _MISSED else rest.pop() for _ in range(_HEAD)]
        self.ranked = [*(name.capitalize() for name in head), *rest]
        self.rest = rest
        self.weights = list(accumulate(_SCALE / (rank + _BEND) for rank in range(1, len(self.ranked) + 1)))
        self.local: dict[int, list[str]] = {}

    def draw(self, municipality: int) -> str:
        """A surname of somebody who lives in this municipality (-1: elsewhere)."""
        if municipality >= 0 and self.random.random() < _LOCAL / 70:
            names = self.local.setdefault(municipality, self.random.sample(self.rest, _LOCAL))
            return self.random.choice(names)
        if self.random.random() < self.weights[-1]:
            return self.random.choices(self.ranked, cum_weights=self.weights)[0]
        return self.rare()

    def rare(self) -> str:
        """A name that next to nobody bears."""
        return self.random.choice(self.rest) + self.random.choice(self.rest).lower()
