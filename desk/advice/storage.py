"""What a database keeps of a row that changed, and how it is told to forget it."""

from django.db import connection

from desk.advice.models import Advice


def forget_old_rows() -> None:
    """Have the database let go of what advices held before; call it after the commit.

    SQLite overwrites what is removed (secure_delete), and this empties its write-ahead log. PostgreSQL writes the table
    anew: a plain vacuum lets the bytes stand in the free part of a page. The desk's role must be allowed to maintain
    the table (deploy/grants.sql); the write-ahead log and the backups hold the old row until they age out.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(Advice._meta.db_table)}")
