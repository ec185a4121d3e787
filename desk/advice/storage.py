"""What a database keeps of a row that changed, and how it is told to forget it."""

import logging
from typing import Any

from django.db import DatabaseError, connection

from desk.advice.models import Advice

logger = logging.getLogger(__name__)
# Bytes of a table that is written anew while people work: some 200,000 advices, a second or two. Nobody saves one then.
AT_ONCE = 64 * 2**20


def forget_old_rows(*, however_long: bool = False) -> bool:
    """Have the database let go of what advices held before; call it after the commit. Says whether it did.

    In: `however_long`, a table that takes long to write anew is written anew all the same, as the clock does at night.

    SQLite overwrites what is removed (secure_delete), and this empties its write-ahead log. PostgreSQL writes the table
    anew: a plain vacuum lets the bytes stand in the free part of a page. The desk's role must be allowed to maintain
    the table (deploy/grants.sql); the write-ahead log and the backups hold the old row until they age out.
    What could not be done now, because somebody reads or the disk is full, is done by the clock (desk/advice/tasks.py).
    """
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            if not however_long and _is_large(cursor):
                logger.info("the table of advices is large: the night writes it anew")
                return False
            done = _emptied(cursor) if connection.vendor == "sqlite" else _written_anew(cursor)
    except DatabaseError:
        done = False
    if not done:
        logger.error("the database still holds rows of advices that were changed")
    return done


def _emptied(cursor: Any) -> bool:
    busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _written_anew(cursor: Any) -> bool:
    """Where the right to it is missing PostgreSQL only warns, and leaves the file as it is."""
    before = _asked(cursor, "pg_relation_filenode")
    cursor.execute(f"VACUUM (FULL) {_table()}")
    return _asked(cursor, "pg_relation_filenode") != before


def _is_large(cursor: Any) -> bool:
    return connection.vendor == "postgresql" and _asked(cursor, "pg_relation_size") > AT_ONCE


def _asked(cursor: Any, what: str) -> int:
    cursor.execute(f"SELECT {what}(%s::regclass)", [_table()])
    return int(cursor.fetchone()[0])


def _table() -> str:
    return connection.ops.quote_name(Advice._meta.db_table)
