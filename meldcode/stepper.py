"""Where somebody is in the journey: the five steps, and which page of how many."""

from typing import Any

from django.utils.translation import gettext as _

from meldcode import steps
from meldcode.walk import Page, Walk


def stepper(walk: Walk, here: Page) -> dict[str, Any]:
    """The five steps as the page shows them; the report itself belongs to the fifth."""
    rows = [
        {
            "page": page,
            "name": _(steps.NAMES[page.key]),
            "is_now": page.number == here.number,
            "is_done": page.number < here.number or (walk.is_right(page) and page.number != here.number),
        }
        for page in walk.pages
        if page.is_step
    ]
    return {"stepper": rows, "count": f"{walk.pages.index(here) + 1}", "all": len(walk.pages)}
