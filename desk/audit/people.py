"""Who can be asked for in the reading room, and the number by which the trail knows an account."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from desk.roles import STAFF


def number(actor: int) -> str:
    """Return the number of an account, as it is spoken."""
    return f"W-{actor:04d}"


def choices(reader: Any, asked: Collection[int]) -> list[tuple[int, str]]:
    """Return colleagues of the region of `reader`, and whoever was `asked` for by number, by name.

    Professionals are as many as the country has, so they are reached by number. One statement; accounts lie above the
    trail, so it takes Django's word for what an account is.
    """
    colleagues = Q(role__in=STAFF, region=reader.region_id) if reader else Q(pk__in=())
    found = get_user_model()._default_manager.filter(colleagues | Q(pk__in=asked)).order_by("display_name", "pk")
    return list(found.values_list("pk", "display_name"))
