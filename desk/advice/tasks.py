"""What follows on an advice: after a scrub the database forgets the row as it was."""

from celery import shared_task
from django.db import connection

from desk.advice.models import Advice


@shared_task
def forget_old_rows() -> None:
    """Have the database overwrite what it still keeps of removed advice texts; again and again is fine.

    SQLite overwrites removed rows itself (secure_delete), and this empties its write-ahead log. PostgreSQL may clear
    the table when the desk's role is allowed to maintain it (deploy/grants.sql); else its own vacuum does so later.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.get_autocommit() and not connection.in_atomic_block:
            cursor.execute(f"VACUUM {connection.ops.quote_name(Advice._meta.db_table)}")
