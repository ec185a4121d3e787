"""What `check --deploy` refuses: a desk with real work in it whose way in is known to everybody."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def no_practice_way_in(**_: Any) -> list[CheckMessage]:
    """The code that the practice desk prints on its own sign-in page must not exist outside of it."""
    if settings.PRACTICE or settings.PRACTICE_SECRET:
        return [
            Error(
                "This is a practice desk: its second step is known to everybody.",
                hint="Leave DEBUG out of the environment.",
                id="accounts.E001",
            )
        ]
    return []
