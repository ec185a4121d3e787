"""How long a reading took, for whoever asked to hear it: seconds, and nothing of the text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

_listeners: list[Callable[[float], None]] = []


def told_how_long(listener: Callable[[float], None]) -> None:
    """Call `listener(seconds)` after each reading, in the thread that read."""
    if listener not in _listeners:
        _listeners.append(listener)


@contextmanager
def timed() -> Iterator[None]:
    """Tell the listeners how long what is inside took, also when it broke."""
    began = perf_counter()
    try:
        yield
    finally:
        for listener in _listeners:
            listener(perf_counter() - began)
