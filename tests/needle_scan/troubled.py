"""The desk as its web server loads it, with breakdowns to be switched on while it runs.

The file TROUBLE names holds the part that breaks. Every breakdown quotes what was typed, as a fault of a library would.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Django is ready only behind this line.
from desk.wsgi import application

# isort: split
from desk.advice import actions, forms, text_views, views
from desk.advice.models import Advice

__all__ = ["PARTS", "application"]
_SWITCH = Path(os.environ["TROUBLE"])


class Breakdown(Exception):
    """Something nobody foresaw."""


def _breaking(part: str, whole: Callable[..., Any], *, behind: bool = False) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        broken = _SWITCH.read_text() == part
        if broken and not behind:
            raise Breakdown(_quoted(given, named))
        answer = whole(*given, **named)
        if broken:
            raise Breakdown(_quoted(given, named))
        return answer

    return run


def _quoted(given: tuple[Any, ...], named: dict[str, Any]) -> str:
    sent = [dict(one.POST) for one in given if hasattr(one, "POST")]
    rows = [vars(one) for one in given if isinstance(one, Advice)]
    return f"{given} {named} {sent} {rows}"


def _guard_breaks() -> None:
    for module in (actions, forms):
        module.texts_pass_the_guard = _breaking("guard", module.texts_pass_the_guard)
    text_views.texts.read = _breaking("guard", text_views.texts.read)
    actions.read = _breaking("guard", actions.read)


def _page_breaks() -> None:
    for module in (views, text_views):
        module.render = _breaking("page", module.render)


def _save_breaks() -> None:
    Advice.save = _breaking("save", Advice.save, behind=True)


PARTS = {"guard": _guard_breaks, "page": _page_breaks, "save": _save_breaks}
for _switch in PARTS.values():
    _switch()
# What the desk logs can be heard: this word must be found.
logging.getLogger("desk").warning(os.environ["TROUBLE_WORD"])
