"""Questions that every page asks, put together once for each role: building one costs more than asking it.

PostgreSQL may then keep its plan as well, for which it must know how few rows have a status: what is the same for
everybody stands in the statement, and only what differs is given with it.
"""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from desk.accounts.models import User
from desk.written_out import written_out

# Stand for what differs from one colleague and one page to the next. No row has such a key, no report such a day.
_PK, _TEAM, _REGION = (-7_000_000_000_000_000_000 - n for n in range(3))
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda n: -8_000_000_000_000_000_000 - n,
    str: lambda n: f"\x1f{n}\x1f",
    date: lambda n: date(1, 1, 2) + timedelta(days=n),
    datetime: lambda n: datetime(1, 1, 2, 12, tzinfo=UTC) + timedelta(days=n),
}
Build = Callable[..., QuerySet[Any, Any]]


class _Ready(NamedTuple):
    """A question, and what stands in it for what is given: `stand_ins` as they are among the `params`."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    stand_ins: tuple[Any, ...]


_BUILT: dict[Hashable, _Ready] = {}


def ask(build: Build, user: User, *given: Any) -> list[tuple[Any, ...]]:
    """Return the rows of the `values_list` that `build(user, *given)` puts together: numbers and texts, no moments.

    Of the colleague `build` may look at the role and whether the account is active, has a team or a region, and pass
    on keys; what is `given` (numbers, texts, days, moments) it may only pass on as it is. On anything else it may not
    depend, for its statement is used for the next colleague as well.
    """
    ready, params = _meant(build, user, given)
    if not ready.sql:
        return []
    with connections[ready.queryset.db].cursor() as cursor:
        cursor.execute(ready.sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def records(build: Build, user: User, *given: Any) -> list[Any]:
    """Return the records that `build(user, *given)` finds, with what it brings along; for `build` as for `ask`."""
    ready, params = _meant(build, user, given)
    if not ready.sql:
        return []
    compiler = copy(ready.compiler)
    compiler.connection = connections[ready.queryset.db]  # of this thread
    compiler.as_sql = lambda *_, **__: (ready.sql, params)
    rows = ready.queryset.all()
    query: Any = rows.query
    query.get_compiler = lambda *_, **__: compiler
    return list(rows)


def _meant(build: Build, user: User, given: tuple[Any, ...]) -> tuple[_Ready, list[Any]]:
    """Return the question, made at most once, and its parameters for this colleague and what is given."""
    vendor = connections["default"].vendor
    has = (user.is_active, user.team_id is None, user.region_id is None)
    shape = (build, vendor, user.role, *has, *map(type, given))
    if shape not in _BUILT:
        _BUILT[shape] = _built(build, user, given)
    ready = _BUILT[shape]
    own: dict[Any, Any] = {_PK: user.pk, _TEAM: user.team_id, _REGION: user.region_id}
    meant = own | dict(zip(ready.stand_ins, map(_as_sent, given), strict=True))
    return ready, [meant.get(param, param) if isinstance(param, Hashable) else param for param in ready.params]


def _built(build: Build, user: User, given: tuple[Any, ...]) -> _Ready:
    stand_ins = [_STAND_INS[type(value)](n) for n, value in enumerate(given)]
    queryset = build(_somebody_like(user), *stand_ins)
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:  # somebody in this role finds nothing, whatever is given
        return _Ready(queryset.none(), compiler, "", (), tuple(stand_ins))
    sent = tuple(map(_as_sent, stand_ins))
    if not set(sent) <= {param for param in params if isinstance(param, Hashable)}:
        raise LookupError(f"{build.__name__} does not pass on what is given as it is")
    if compiler.connection.vendor == "postgresql":
        sql, params = written_out(sql, params, differs={_PK, _TEAM, _REGION, *sent})
    return _Ready(queryset, compiler, sql, tuple(params), sent)


def _as_sent(value: Any) -> Any:
    """Return a day or moment as this database is given it."""
    operations = connections["default"].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    return operations.adapt_datefield_value(value) if isinstance(value, date) else value


def _somebody_like(user: User) -> User:
    team, region = user.team_id and _TEAM, user.region_id and _REGION
    return User(pk=_PK, role=user.role, is_active=user.is_active, team_id=team, region_id=region)
