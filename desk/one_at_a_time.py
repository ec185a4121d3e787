"""Keeps two workers from doing twice what can be done only once and not be taken back, such as a mail."""

import threading
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection, transaction

_alone = threading.Lock()


def one_at_a_time() -> AbstractContextManager[Any]:
    """Return what to lock a row in. SQLite locks no row: there the threads of its one worker wait for each other.

    A transaction of SQLite would keep the whole desk from writing while a mail server is slow.
    """
    return transaction.atomic() if connection.features.has_select_for_update else _alone
