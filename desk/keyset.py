"""Turns the pages of a list by the key of the row where a page ends: as quick on the last page as on the first.

A row that comes in meanwhile shifts nothing, where a counted page would show a row twice or never.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row")
_BETWEEN = "~"
_LONGEST = 120


@dataclass(frozen=True)
class By:
    """One column of an order: its name on the row, what it holds, and which way it goes. Empty stands last."""

    name: str
    holds: type
    down: bool = False
    may_be_empty: bool = False


ROW = (By("id", int),)


@dataclass(frozen=True)
class Place:
    """Where a page begins: right after the row with these values, or right before it."""

    values: tuple[Any, ...]
    before: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows, and the keys of the pages around it; an empty key where there is none."""

    rows: list[Row]
    earlier: str
    later: str


class KeyField(forms.CharField):
    """A key as it stands in the address of a page; one that nobody was given is refused."""

    def __init__(self, order: Sequence[By]) -> None:
        super().__init__(required=False, max_length=_LONGEST, widget=forms.HiddenInput)
        self.order = order

    def clean(self, value: Any) -> tuple[Any, ...] | None:
        """Return the values of the row, or None without a key. Raises ValidationError."""
        typed = super().clean(value)
        try:
            return values_of(typed, self.order) if typed else None
        except (ValueError, OverflowError):
            raise forms.ValidationError("Deze plek in de lijst kennen wij niet.", "unknown_place") from None


def place(after: tuple[Any, ...] | None, before: tuple[Any, ...] | None) -> Place | None:
    """Return where to begin, from the two keys that an address may carry."""
    if after is not None:
        return Place(after)
    return Place(before, before=True) if before is not None else None


def query_of(query: QueryDict, *without: str) -> str:
    """Return what an address asks, ready to go on with; without these, and without what is empty."""
    kept = query.copy()
    for name in without:
        kept.pop(name, None)
    return "".join(f"{part}&" for part in kept.urlencode().split("&") if part and not part.endswith("="))


def page_of(rows: QuerySet[Any], order: Sequence[By], at: Place | None, size: int) -> Page[Any]:
    """Return `size` rows in this order from the place on, and the keys of the pages around them.

    In: `order` ends with a column that tells every row from every other; `rows` has each of its columns.
    """
    if at is None:
        return first_page(list(first_of(rows, order, size)), order, size)
    found = list(_and_one(rows.filter(_beyond(order, at)), order, size, back=at.before))
    if not found:  # what stood here was done meanwhile: an empty page would say that nothing waits
        return page_of(rows, order, None, size)
    return _cut(found, order, size, at)


def page_by_row(rows: QuerySet[Any], order: Sequence[By], at: Place | None, size: int) -> Page[Any]:
    """Return the same for a list of names, where a key says which row (`ROW`) and not what it is called.

    A row that is not in the list any more is nowhere in it: the first page.
    """
    if at is not None:
        row = rows.filter(pk=at.values[0]).first()
        at = Place(tuple(getattr(row, by.name) for by in order), at.before) if row else None
    page = page_of(rows, order, at, size)
    return Page(
        rows=page.rows,
        earlier=page.earlier and key_of(page.rows[0], ROW),
        later=page.later and key_of(page.rows[-1], ROW),
    )


def first_of(rows: QuerySet[Any], order: Sequence[By], size: int) -> QuerySet[Any]:
    """Return the question for what `first_page` needs, for who asks it in a way of their own."""
    return _and_one(rows, order, size, back=False)


def first_page(found: list[Any], order: Sequence[By], size: int) -> Page[Any]:
    """Return the first page, from what `first_of` found."""
    return _cut(found, order, size, None)


def _and_one(rows: QuerySet[Any], order: Sequence[By], size: int, *, back: bool) -> QuerySet[Any]:
    """One row more than a page holds: it tells that there is another page."""
    return rows.order_by(*(_ordered(by, back) for by in order))[: size + 1]


def _cut(found: list[Any], order: Sequence[By], size: int, at: Place | None) -> Page[Any]:
    back = at is not None and at.before
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    is_first, is_last = (not more, False) if back else (at is None, not more)
    return Page(
        rows=found,
        earlier="" if is_first or not found else key_of(found[0], order),
        later="" if is_last or not found else key_of(found[-1], order),
    )


def backwards(rows: QuerySet[Any], order: Sequence[By], at: Place | None = None) -> QuerySet[Any]:
    """Return all rows from the last of this order to the first; or those before a place."""
    found = rows if at is None else rows.filter(_beyond(order, at))
    return found.order_by(*(_ordered(by, True) for by in order))


def key_of(row: Any, order: Sequence[By]) -> str:
    """Return the key of a row, as it stands in an address."""
    return _BETWEEN.join(_as_text(getattr(row, by.name)) for by in order)


def values_of(key: str, order: Sequence[By]) -> tuple[Any, ...]:
    """Return what a key stands for. Raises ValueError, OverflowError for what is no key of this order."""
    parts = key.split(_BETWEEN)
    if len(parts) != len(order):
        raise ValueError(key)
    return tuple(_value(part, by) for part, by in zip(parts, order, strict=True))


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _value(part: str, by: By) -> Any:
    if not part and by.may_be_empty:
        return None
    if by.holds is bool:
        return {"0": False, "1": True}[part] if part in ("0", "1") else _refuse(part)
    if by.holds is int:
        return number if abs(number := int(part)) < 2**62 else _refuse(part)
    if by.holds is datetime:
        return moment.astimezone(UTC) if (moment := datetime.fromisoformat(part)).tzinfo else _refuse(part)
    return date.fromisoformat(part) if by.holds is date else UUID(part) if by.holds is UUID else _text(part)


def _text(part: str) -> str:
    return part if part.isprintable() else _refuse(part)


def _refuse(part: str) -> Any:
    raise ValueError(part)


def _ordered(by: By, back: bool) -> Any:
    column, down = F(by.name), by.down != back
    if not by.may_be_empty:
        return column.desc() if down else column.asc()
    # Empty stands last, and so first on the way back.
    return column.desc(**_nulls(back)) if down else column.asc(**_nulls(back))


def _nulls(back: bool) -> dict[str, Any]:
    return {"nulls_first": True} if back else {"nulls_last": True}


def _beyond(order: Sequence[By], at: Place) -> Q:
    """What holds for the rows past the place: equal so far, and past it in the next column."""
    found, same = Q(pk__in=[]), Q()
    for by, value in zip(order, at.values, strict=True):
        found |= same & _past(by, value, at.before)
        same &= Q(**{f"{by.name}__isnull": True}) if value is None else Q(**{by.name: value})
    first, value = order[0], at.values[0]
    # Says what follows from the rest, so that an index begins there instead of at the first row.
    ahead = "lte" if first.down != at.before else "gte"
    return found if value is None or first.may_be_empty else Q(**{f"{first.name}__{ahead}": value}) & found


def _past(by: By, value: Any, back: bool) -> Q:
    if value is None:
        return Q(**{f"{by.name}__isnull": False}) if back else Q(pk__in=[])
    ahead = Q(**{f"{by.name}__{'lt' if by.down != back else 'gt'}": value})
    return ahead | Q(**{f"{by.name}__isnull": True}) if by.may_be_empty and not back else ahead
