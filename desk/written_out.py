"""A statement with what is the same each time written in it.

PostgreSQL can then keep its plan, for it knows which status is meant; and what is given each time is little.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from psycopg.sql import Literal

_PLACE = re.compile("%%|%s")


def written_out(statement: str, values: Iterable[Any], *, differs: Collection[Any] = ()) -> tuple[str, list[Any]]:
    """Return the statement with its texts and numbers in it, and the values that are left to be given.

    In: `differs`, the values that stand for what differs each time. They stay, and so do days, moments and nothing.
    """
    given, kept = iter(values), []

    def stands(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return place[0]
        value = next(given)
        if isinstance(value, str | int) and value not in differs:
            return Literal(value).as_string().replace("%", "%%")
        kept.append(value)
        return place[0]

    return _PLACE.sub(stands, statement), kept
