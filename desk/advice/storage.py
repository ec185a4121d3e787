"""What a database keeps of a row that changed, and how it is told to forget it."""

import logging
from typing import Any

from django.db import DatabaseError, connection

from desk.advice.models import Advice

logger = logging.getLogger(__name__)


def forget_old_rows() -> bool:
    """Have the database let go of what advices held before; call it after the commit. Says whether it did.

    SQLite overwrites what is removed (secure_delete), and this empties its write-ahead log. PostgreSQL writes the table
    anew: a plain vacuum lets the bytes stand in the free part of a page. The desk's role must be allowed to maintain
    the table (deploy/grants.sql); the write-ahead log and the backups hold the old row until they age out.
    What could not be done now, because somebody reads or the disk is full, is done by the clock (desk/advice/tasks.py).
    """
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
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
    table = connection.ops.quote_name(Advice._meta.db_table)
    before = _file_of(cursor, table)
    cursor.execute(f"VACUUM (FULL) {table}")
    return _file_of(cursor, table) != before


def _file_of(cursor: Any, table: str) -> int:
    cursor.execute("SELECT pg_relation_filenode(%s::regclass)", [table])
    return int(cursor.fetchone()[0])
