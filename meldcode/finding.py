"""A list of names in the portal: a page at a time, or what holds the word that was typed.

What is typed comes by POST, and a page is known by the number of a row: no name stands in an address or a log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.forms import SHORT, TidyField
from desk.keyset import ROW, By, Page, page_by_row
from meldcode.forms import PortalForm, TurnForm

PAGE = 50


class FindForm(PortalForm):
    """A part of a name."""

    zoek = TidyField(label=_("Zoek op naam"), max_length=SHORT)


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


def names(request: HttpRequest, rows: QuerySet[Any], order: Sequence[By], called: str) -> Names:
    """Return the part of `rows` that was asked for; `called` is the column that is searched."""
    # Nothing typed is the whole list.
    find = FindForm(request.POST if request.POST.get("zoek", "").strip() else None)
    turn = TurnForm(request.GET, order=ROW)
    if not find.is_valid():
        return Names(page_by_row(rows, order, turn.place, PAGE), find, turn)
    holding = rows.filter(**{f"{called}__icontains": find.cleaned_data["zoek"]})
    page = page_by_row(holding, order, None, PAGE)
    return Names(Page(page.rows, "", ""), find, turn, was_found=True, has_more=bool(page.later))
