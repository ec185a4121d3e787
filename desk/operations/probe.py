"""Asks within a bounded time: a question that hangs is left behind and not asked again before it ended."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.conf import settings
from django.db import connections

if TYPE_CHECKING:
    from redis import Redis

SECONDS = 2
ALIAS = "probe"
Answer = TypeVar("Answer")


class NoAnswer(Exception):
    """It broke or took too long. Says the kind of fault alone: the words of a database may quote a row."""


class _Asked(Generic[Answer]):
    """A question that is being asked; who asks the same meanwhile waits for this answer."""

    def __init__(self, name: str, question: Callable[[], Answer]) -> None:
        self._name, self._question, self._done = name, question, threading.Event()
        self._answers: list[Answer] = []
        self._fault = "does not answer in time"
        # A daemon: a disk that hangs must not keep the web server from stopping.
        threading.Thread(target=self._ask, name=f"probe-{name}", daemon=True).start()

    def _ask(self) -> None:
        try:
            self._answers.append(self._question())
        except Exception as fault:  # noqa: BLE001 - whatever it is, the answer is that this part does not work
            self._fault = type(fault).__name__
        finally:
            with _lock:
                _asking.pop(self._name, None)
            self._done.set()

    def answer(self, seconds: float) -> Answer:
        self._done.wait(seconds)
        if self._answers:
            return self._answers[0]
        raise NoAnswer(self._fault)


_asking: dict[str, _Asked[Any]] = {}
_lock = threading.Lock()


def within(name: str, question: Callable[[], Answer], seconds: float | None = None) -> Answer:
    """Return what `question` answers in `seconds` (SECONDS and one more), in a thread of its own. Raises NoAnswer."""
    with _lock:
        asked: _Asked[Answer] = _asking.get(name) or _asking.setdefault(name, _Asked(name, question))
    return asked.answer(SECONDS + 1 if seconds is None else seconds)


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
        line.ensure_connection()
        if line.vendor == "postgresql":
            with line.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(SECONDS * 1000)])
        yield ALIAS
    finally:
        line.close()
        del connections[ALIAS]


@contextmanager
def redis() -> Iterator["Redis"]:
    """Open a line to the Redis of the settings, that is not tried twice; each answer within SECONDS."""
    from redis import Redis  # the embedded desk has none, and its processes start without

    line = Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS, retry=None)
    try:
        yield line
    finally:
        line.close()
