"""A list of names: a page at a time, or what holds the word that was typed.

What is typed comes by POST, and a page is known by the number of a row: no name stands in an address or a log.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from desk.forms import SHORT, DeskForm, TidyField
from desk.keyset import ROW, By, KeyField, Page, Place, page_by_row, place

PAGE = 50


class FindForm(DeskForm):
    """A part of a name."""

    zoek = TidyField(label="Zoek op naam", max_length=SHORT)


class TurnForm(forms.Form):
    """Which page of a list, as its address says."""

    def __init__(self, query: Mapping[str, Any], *, order: Sequence[By]) -> None:
        super().__init__(query)
        self.fields.update({name: KeyField(order) for name in ("na", "voor")})

    @property
    def place(self) -> Place | None:
        """Where the page begins; the first when nothing was asked, or what nobody was given."""
        return place(self.cleaned_data["na"], self.cleaned_data["voor"]) if self.is_valid() else None


@dataclass(frozen=True)
class Names:
    """What is shown of a list, and the two forms that say which part of it."""

    page: Page[Any]
    find: FindForm
    turn: TurnForm
    was_found: bool = False
    has_more: bool = False

    @property
    def is_wrong(self) -> bool:
        """Was something asked that cannot be? The first page is shown then."""
        return bool(self.find.errors or self.turn.errors)

    @property
    def can_be_searched(self) -> bool:
        """A list of one page is looked through with the eyes."""
        return bool(self.find.is_bound or self.page.earlier or self.page.later)


def is_search(request: HttpRequest) -> bool:
    """Does this POST look for a name, on a page that has other forms as well?"""
    return "zoek" in request.POST


def called(*columns: str) -> Callable[[str], Q]:
    """Return what tells the rows in which one of these columns holds the word."""

    def holds(word: str) -> Q:
        found = Q()
        # SQLite compares capitals of plain letters only: there a word with another is looked for by a pattern.
        how, sought = ("icontains", word) if word.isascii() else ("iregex", re.escape(word))
        for column in columns:
            found |= Q(**{f"{column}__{how}": sought})
        return found

    return holds


def names(
    request: HttpRequest,
    rows: QuerySet[Any],
    order: Sequence[By],
    holds: Callable[[str], Q],
    form: type[FindForm] = FindForm,
    size: int | None = None,
) -> Names:
    """Return the part of `rows` that was asked for; `holds` tells which rows a typed word finds.

    In: `size` is how many rows a page holds, if not `PAGE`.
    """
    size = size or PAGE
    # Nothing typed is the whole list.
    find = form(request.POST if request.POST.get("zoek", "").strip() else None)
    turn = TurnForm(request.GET, order=ROW)
    if not find.is_valid():
        return Names(page_by_row(rows, order, turn.place, size), find, turn)
    page = page_by_row(rows.filter(holds(find.cleaned_data["zoek"])), order, None, size)
    return Names(Page(page.rows, "", ""), find, turn, was_found=True, has_more=bool(page.later))
