"""How much is measured: all of it for the figures, a handful for a test of the bench itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pages:
    """How the pages are measured: on databases with so many `reports`, or on those that `databases` names.

    Each page `turns` times, after `warm` times that are not counted: each of the two web processes has its own plans,
    and PostgreSQL weighs one five times before it stays. Crowds of so many `clients`, for `seconds` each; and
    `counsellors` who save for `saving` seconds.
    """

    reports: tuple[int, int] = (10_000, 1_000_000)
    databases: tuple[str, str] = ("", "")
    turns: int = 20
    warm: int = 12
    clients: tuple[int, ...] = (1, 8, 32)
    seconds: float = 4.0
    counsellors: int = 50
    saving: float = 600.0


@dataclass(frozen=True)
class Amount:
    """Of the notes one in `every`; of each length so many `texts`, each read `times` times; a paste of `long` signs.

    With `builds` the word lists are built anew once, which takes seconds. A trail of so many `events` is checked. Of a
    region so many `months` are played, with so many counsellors in a `team`. Without `pages` no page is measured: that
    takes a PostgreSQL, and minutes.
    """

    every: int = 1
    texts: tuple[int, int, int, int] = (80, 60, 30, 12)
    times: int = 3
    long: int = 1_000_000
    builds: bool = True
    events: int = 1_000_000
    months: int = 3
    team: int = 12
    pages: Pages | None = Pages()


FULL = Amount()
QUICK = Amount(
    every=40, texts=(4, 3, 2, 2), times=1, long=30_000, builds=False, events=500, months=1, team=2, pages=None
)
