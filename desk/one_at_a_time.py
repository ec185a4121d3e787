"""Keeps two workers from doing at once what can be done only once, such as a mail, or is too much to do twice."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import Error, connection, transaction

_alone = threading.Lock()
_by_name: dict[str, threading.Lock] = {}


def one_at_a_time() -> AbstractContextManager[Any]:
    """Return what to lock a row in. SQLite locks no row: there the threads of its one worker wait for each other.

    A transaction of SQLite would keep the whole desk from writing while a mail server is slow.
    """
    return transaction.atomic() if connection.features.has_select_for_update else _alone


@contextmanager
def nobody_else(what: str) -> Iterator[bool]:
    """Say whether nobody else is doing `what`, and keep others from it until this ends; nobody waits.

    Of all processes on PostgreSQL, also in the midst of many transactions; of the threads of this one on SQLite. Who is
    killed holds nothing any more.
    """
    take, give_back = _of_database(what) if connection.vendor == "postgresql" else _of_process(what)
    is_ours = take()
    try:
        yield is_ours
    finally:
        if is_ours:
            give_back()


def _of_process(what: str) -> tuple[Callable[[], bool], Callable[[], object]]:
    held = _by_name.setdefault(what, threading.Lock())
    return lambda: held.acquire(blocking=False), held.release


def _of_database(what: str) -> tuple[Callable[[], bool], Callable[[], object]]:
    def ask(function: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(hashtext(%s))", [what])
            return bool(cursor.fetchone()[0])

    def give_back() -> None:
        try:
            ask("pg_advisory_unlock")
        except Error:  # the lock goes with the connection, which a pool would hand on to the next
            if connection.connection is not None:
                connection.connection.close()

    return lambda: ask("pg_try_advisory_lock"), give_back
