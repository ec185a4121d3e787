"""How much work it is to read a text: as functions called, or as time of this thread's own processor."""

import sys
import time
from collections.abc import Callable


def steps(read: Callable[[str], object], text: str) -> int:
    """How many functions are called to read the text: the same on a busy machine and on an idle one."""
    counted = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return counted


def seconds(read: Callable[[str], object], text: str, times: int = 1) -> float:
    """The best of several times, not counting what other processes do meanwhile: for work inside one call."""
    taken = []
    for _ in range(times):
        start = time.thread_time()
        read(text)
        taken.append(time.thread_time() - start)
    return min(taken)
