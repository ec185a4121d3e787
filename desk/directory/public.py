"""What the directory makes public: naming an organisation, its number or a municipality points to nobody."""

from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Value

from desk import guard
from desk.directory.models import Municipality, Organisation

_TOLD = ("name", "phone", "email", "website")
Row = tuple[str, ...]


def of_the_directory() -> guard.Public:
    """Return the guard's own lists with the organisations and municipalities of this desk; one query."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(connection.vendor))
        return _public(tuple(cursor.fetchall()))


@cache
def _question(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Every text of an advice and every title asks this: the statement is put together once for each `vendor`."""
    organisations = Organisation.objects.values_list(*_TOLD, Value("organisation", CharField()))
    nothing = [Value("", CharField())] * 3
    places = Municipality.objects.values_list("name", *nothing, Value("place", CharField()))
    sql, params = organisations.union(places, all=True).query.sql_with_params()
    return sql, tuple(params)


@lru_cache(maxsize=2)
def _public(rows: tuple[Row, ...]) -> guard.Public:
    """The same directory makes the same things public: what was made of it last time is kept beside what it held."""
    organisations = [row for row in rows if row[-1] == "organisation"]
    return guard.public(
        names=[name for name, *_ in organisations],
        places=[name for name, *_, kind in rows if kind == "place"],
        numbers=[phone for _, phone, *_ in organisations if phone],
        addresses=[email for *_, email, _, _ in organisations if email],
        sites=[website for *_, website, _ in organisations if website],
    )
