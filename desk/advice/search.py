"""Finds the advices of a team that hold some words, newest first, in about the same time however many years there are.

The newest are read one by one: words that many advices hold are found enough there. What is rarer PostgreSQL looks up,
first in the days before those and then in all that is older, in an index over every part of every word of a quarter.
Capitals and small letters are the same, and words are found within a word: "mishandel" in "kindermishandeling".
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection

from desk.advice.models import TEXTS, Advice

READ_FIRST = 500
_FURTHER = 30  # times the days of those are looked up before the rest is
_WORDS = 3  # the longest of what is sought lead the way; every hit is held against the whole of it
_SIGNS = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")  # the index cuts words there as well
_QUARTER = 90  # days; as the index counts them
_LATIN = "\x7f"

# What `advice_by_words` holds (migration 0005): an index is used only for the very same words.
_INDEXED = f"advice_words(team_id, opened_on, {', '.join(TEXTS)})"
_HOLDS = " OR ".join(f"UPPER({column}) LIKE UPPER(%(like)s)" for column in TEXTS)
_MAY_HOLD = " OR ".join(f"{column} LIKE %(like)s ESCAPE '\\'" for column in TEXTS)
_NEWEST = "ORDER BY opened_on DESC, number"
_OF_TEAM = "SELECT * FROM advice_advice WHERE team_id = %(team)s"
_FIRST = f"""
SELECT * FROM ({_OF_TEAM} {_NEWEST} LIMIT {READ_FIRST}) newest WHERE {_HOLDS} {_NEWEST} LIMIT %(most)s
"""  # noqa: S608 - of words in this file alone
_LOOKED_UP = f"""
WITH found AS MATERIALIZED (SELECT * FROM advice_advice WHERE {_INDEXED} @@ CAST(UPPER(%(sought)s) AS tsquery))
SELECT * FROM found WHERE team_id = %(team)s AND opened_on BETWEEN %(since)s AND %(until)s AND ({_HOLDS})
{_NEWEST} LIMIT %(most)s
"""  # noqa: S608 - of words in this file alone
_DAYS = f"""
SELECT MAX(opened_on), MIN(opened_on), (
    SELECT opened_on FROM advice_advice WHERE team_id = %(team)s {_NEWEST} LIMIT 1 OFFSET {READ_FIRST - 1}
) FROM advice_advice WHERE team_id = %(team)s
"""  # noqa: S608 - of words in this file alone


def holding(words: str, *, team_id: int | None, most: int) -> list[Advice]:
    """Return the newest advices of the team with `words` in one of their texts, at most `most`."""
    if connection.vendor != "postgresql":
        return list(islice(_read(words, team_id), most))
    like = f"%{connection.ops.prep_for_like_query(words)}%"
    given = {"team": team_id, "like": like, "most": most}
    leading = sorted(filter(None, _SIGNS.split(words)), key=len)[-_WORDS:]
    if not leading:  # signs only: those the index does not hold
        return _asked(f"{_OF_TEAM} AND ({_HOLDS}) {_NEWEST} LIMIT %(most)s", given)
    found = _asked(_FIRST, given)
    return found if len(found) == most else _looked_up(found, leading, given)


def _looked_up(first: list[Advice], leading: list[str], given: dict[str, Any]) -> list[Advice]:
    """What was found among the newest, and after it what is older."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, given)
        newest, oldest, read_to = cursor.fetchone()
    if read_to is None:  # all was read
        return first
    found = [advice for advice in first if advice.opened_on > read_to]
    further = read_to - _FURTHER * (newest - read_to)
    for since, until in ((max(further, oldest), read_to), (oldest, further - timedelta(1))):
        left = given["most"] - len(found)
        if left and since <= until:
            asked = {
                "since": since,
                "until": until,
                "sought": _sought(leading, since, until, given["team"]),
                "most": left,
            }
            found += _asked(_LOOKED_UP, given | asked)
    return found


def _sought(leading: list[str], since: date, until: date, team_id: int | None) -> str:
    """The question to the index: a quarter in which each of these words begins a part of a word."""
    quarters = range(since.toordinal() // _QUARTER, until.toordinal() // _QUARTER + 1)
    return "|".join(
        "(" + "&".join(f"'{team_id}.{quarter}.{word[:20]}':*" for word in leading) + ")" for quarter in quarters
    )


def _asked(sql: str, given: dict[str, Any]) -> list[Advice]:
    return list(Advice.objects.raw(sql, given))


def _read(words: str, team_id: int | None) -> Iterator[Advice]:
    """SQLite compares capitals of plain letters only: for any other it takes each sign, and what it found is read."""
    like = "".join("_" if char > _LATIN else connection.ops.prep_for_like_query(char) for char in words)
    rows = Advice.objects.raw(f"{_OF_TEAM} AND ({_MAY_HOLD}) {_NEWEST}", {"team": team_id, "like": f"%{like}%"})
    sought = _folded(words)
    return (row for row in rows.iterator() if any(sought in _folded(getattr(row, name)) for name in TEXTS))


def _folded(text: str) -> str:
    """As UPPER of PostgreSQL does it: sign by sign."""
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)
