"""Questions that every page asks, put together once for each role: building one costs more than asking it."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from desk.accounts.models import User

# Stand for what differs from one colleague and one day to the next. No row has such a key, no report such a day.
_PK, _TEAM, _REGION = (-7_000_000_000_000_000_000 - n for n in range(3))
_TODAY = date(1, 1, 2)
Build = Callable[[User, date], QuerySet[Any, Any]]
_BUILT: dict[Hashable, tuple[str, tuple[Any, ...]]] = {}


def ask(build: Build, user: User, today: date = _TODAY) -> list[tuple[Any, ...]]:
    """Return the rows of the `values_list` that `build(user, today)` puts together: numbers and texts, no moments.

    Of the colleague `build` may look at the role and whether the account is active, has a team or a region, and pass
    on keys and the day; on anything else it may not depend, for its statement is used for the next colleague as well.
    """
    shape = (build, connection.vendor, user.role, user.is_active, user.team_id is None, user.region_id is None)
    if shape not in _BUILT:
        _BUILT[shape] = build(_somebody_like(user), _TODAY).query.sql_with_params()
    sql, params = _BUILT[shape]
    meant = {
        _PK: user.pk,
        _TEAM: user.team_id,
        _REGION: user.region_id,
        connection.ops.adapt_datefield_value(_TODAY): connection.ops.adapt_datefield_value(today),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [meant.get(param, param) for param in params])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _somebody_like(user: User) -> User:
    team, region = user.team_id and _TEAM, user.region_id and _REGION
    return User(pk=_PK, role=user.role, is_active=user.is_active, team_id=team, region_id=region)
