"""How the story of an action is kept: by the name of the action."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

Cast = SimpleNamespace
PLAYED: dict[str, Callable[[Cast], Any]] = {}


def plays(name: str) -> Callable[[Callable[[Cast], Any]], Callable[[Cast], Any]]:
    """Mark a function as the story of one action."""

    def keep(story: Callable[[Cast], Any]) -> Callable[[Cast], Any]:
        PLAYED[name] = story
        return story

    return keep
