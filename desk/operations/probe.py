"""Asks within a bounded time: a question that hangs is left behind and not asked again before it ended."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connections

SECONDS = 2
ALIAS = "probe"
_asking: set[str] = set()
_lock = threading.Lock()
Answer = TypeVar("Answer")


class NoAnswer(Exception):
    """It broke or took too long. Says the kind of fault alone: the words of a database may quote a row."""


def within(name: str, question: Callable[[], Answer], seconds: float | None = None) -> Answer:
    """Return what `question` answers in `seconds` (SECONDS and one more), in a thread of its own. Raises NoAnswer."""
    with _lock:
        if name in _asking:
            raise NoAnswer("still hangs from the last time")
        _asking.add(name)
    answers: list[Answer] = []
    faults: list[str] = []

    def ask() -> None:
        try:
            answers.append(question())
        except Exception as fault:  # noqa: BLE001 - whatever it is, the answer is that this part does not work
            faults.append(type(fault).__name__)
        finally:
            with _lock:
                _asking.discard(name)

    # A daemon: a disk that hangs must not keep the web server from stopping.
    thread = threading.Thread(target=ask, name=f"probe-{name}", daemon=True)
    thread.start()
    thread.join(SECONDS + 1 if seconds is None else seconds)
    if answers:
        return answers[0]
    raise NoAnswer(faults[0] if faults else "does not answer in time")


@contextmanager
def database() -> Iterator[str]:
    """Open a line to the database beside the pool, which may be used up; out: its alias, in this thread alone.

    Connecting and each statement end after SECONDS.
    """
    line = connections["default"].copy(ALIAS)
    options = line.settings_dict["OPTIONS"]
    if line.vendor == "postgresql":
        options.update(pool=False, connect_timeout=SECONDS, tcp_user_timeout=SECONDS * 1000)
    else:
        options["timeout"] = SECONDS
    connections[ALIAS] = line
    try:
        if line.vendor == "postgresql":
            with line.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(SECONDS * 1000)])
        yield ALIAS
    finally:
        line.close()
        del connections[ALIAS]
