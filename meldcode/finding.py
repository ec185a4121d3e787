"""A list of names in the portal: as those of the desk, in the language of the page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk import finding
from desk.forms import SHORT, TidyField
from desk.keyset import By
from meldcode.forms import PortalForm


class FindForm(PortalForm, finding.FindForm):
    """A part of a name."""

    zoek = TidyField(label=_("Zoek op naam"), max_length=SHORT)


def names(request: HttpRequest, rows: QuerySet[Any], order: Sequence[By], column: str) -> finding.Names:
    """Return the part of `rows` that was asked for; `column` is the one that is searched."""
    return finding.names(request, rows, order, finding.called(column), FindForm)
