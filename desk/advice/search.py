"""Finds the advices of a team that hold some words, newest first.

Words that many advices hold are found among the newest, in the same time however many years there are; for a rarer one
all advices of the team are read. An index of the words would be quicker there, and is not made: when words are taken
out of an advice, the table and its indexes are written anew, while nobody can save an advice (docs/plans.md).
Capitals and small letters are the same, and words are found within a word: "mishandel" in "kindermishandeling".
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection

from desk.advice.models import TEXTS, Advice

READ_FIRST = 500
_LATIN = "\x7f"
_LOOKED_AT = ("number", *TEXTS)

_HOLDS = " OR ".join(f"UPPER({column}) LIKE UPPER(%(like)s)" for column in _LOOKED_AT)
_MAY_HOLD = " OR ".join(f"{column} LIKE %(like)s ESCAPE '\\'" for column in _LOOKED_AT)
_NEWEST = "ORDER BY opened_on DESC, number"
_OF_TEAM = "SELECT * FROM advice_advice WHERE team_id = %(team)s"
_AMONG_NEWEST = f"""
SELECT * FROM ({_OF_TEAM} {_NEWEST} LIMIT %(first)s) newest WHERE {_HOLDS} {_NEWEST} LIMIT %(most)s
"""  # noqa: S608 - of words in this file alone
_AMONG_ALL = f"{_OF_TEAM} AND ({_HOLDS}) {_NEWEST} LIMIT %(most)s"


def holding(words: str, *, team_id: int | None, most: int) -> list[Advice]:
    """Return the newest advices of the team with `words` in their number or in one of their texts, at most `most`."""
    if connection.vendor != "postgresql":
        return list(islice(_read(words, team_id), most))
    like = f"%{connection.ops.prep_for_like_query(words)}%"
    given = {"team": team_id, "like": like, "first": READ_FIRST, "most": most}
    found = _asked(_AMONG_NEWEST, given)
    return found if len(found) == most else _asked(_AMONG_ALL, given)


def _asked(sql: str, given: dict[str, Any]) -> list[Advice]:
    return list(Advice.objects.raw(sql, given))


def _read(words: str, team_id: int | None) -> Iterator[Advice]:
    """SQLite compares capitals of plain letters only: for any other it takes each sign, and what it found is read."""
    like = "".join("_" if char > _LATIN else connection.ops.prep_for_like_query(char) for char in words)
    rows = Advice.objects.raw(f"{_OF_TEAM} AND ({_MAY_HOLD}) {_NEWEST}", {"team": team_id, "like": f"%{like}%"})
    sought = _folded(words)
    return (row for row in rows.iterator() if any(sought in _folded(getattr(row, name)) for name in _LOOKED_AT))


def _folded(text: str) -> str:
    """As UPPER of PostgreSQL does it: sign by sign."""
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)
