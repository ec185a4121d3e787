"""How much is measured: all of it for the figures, a handful for a test of the bench itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    """Of the notes one in `every`; of each length so many `texts`, each read `times` times; a paste of `long` signs.

    With `builds` the word lists are built anew once, which takes seconds. A trail of so many `events` is checked. Of a
    region so many `months` are played, with so many counsellors in a `team`.
    """

    every: int = 1
    texts: tuple[int, int, int, int] = (80, 60, 30, 12)
    times: int = 3
    long: int = 1_000_000
    builds: bool = True
    events: int = 1_000_000
    months: int = 3
    team: int = 12


FULL = Amount()
QUICK = Amount(every=40, texts=(4, 3, 2, 2), times=1, long=30_000, builds=False, events=500, months=1, team=2)
