"""Whether the log of changes is brought away, asked of PostgreSQL with no more than the rights of the desk.

What cannot be brought away stays on the disk of the database, and fills it. That disk the desk cannot see, nor when the
last base backup was made: docs/operations.md has the rules for those.
"""

from typing import Any, NamedTuple

from django.db import connections
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from desk.operations import probe

# A name of a piece is a timeline, then the place of the piece in the log, all in hexadecimal. An age alone says
# nothing: at night nothing is written, so nothing is brought away.
_ARCHIVER = """
SELECT coalesce(last_failed_time > last_archived_time, last_failed_time IS NOT NULL),
       extract(epoch FROM now() - coalesce(last_archived_time, pg_postmaster_start_time()))::float8,
       (pg_current_wal_lsn() - '0/0' - CASE WHEN last_archived_wal ~ '^[0-9A-F]{24}' THEN
           ('x' || lpad(substr(last_archived_wal, 9, 8), 16, '0'))::bit(64)::bigint * 4294967296
           + (('x' || lpad(substr(last_archived_wal, 17, 8), 16, '0'))::bit(64)::bigint + 1)
             * pg_size_bytes(current_setting('wal_segment_size'))
       ELSE 0 END)::float8
FROM pg_stat_archiver WHERE current_setting('archive_mode') <> 'off'
"""
# A base backup has a slot of its own for as long as it lasts. One that was lost keeps nothing any more.
_SLOTS = """
SELECT slot_name::text, active, coalesce(pg_current_wal_lsn() - restart_lsn, 0)::float8
FROM pg_replication_slots WHERE NOT temporary ORDER BY slot_name
"""


class Asked(NamedTuple):
    """(fails, seconds since the last piece, bytes behind it), none where nothing is archived; and for each slot its
    name, whether somebody reads there, and the bytes it keeps."""

    archiver: tuple[Any, ...] | None
    slots: list[tuple[Any, ...]]


def figures() -> list[Metric]:
    """Return the figures; on an embedded desk there are none."""
    with probe.database() as alias:
        if connections[alias].vendor != "postgresql":
            return []
        found = asked(connections[alias].cursor())
    return [*_archiver(found), *_slots(found)]


def asked(cursor: Any) -> Asked:
    """Ask over this line."""
    with cursor:
        cursor.execute(_ARCHIVER)
        archiver = cursor.fetchone()
        cursor.execute(_SLOTS)
        return Asked(archiver, cursor.fetchall())


def _archiver(found: Asked) -> list[Metric]:
    if found.archiver is None:
        return []
    fails, age, waiting = found.archiver
    return [
        GaugeMetricFamily("meldesk_archive_ok", "1: the last piece of the log was brought away", value=not fails),
        GaugeMetricFamily("meldesk_archive_age_seconds", "Since the last one that was brought away", value=age),
        GaugeMetricFamily("meldesk_archive_waiting_bytes", "Log written since then", value=max(waiting, 0)),
    ]


def _slots(found: Asked) -> list[Metric]:
    active = GaugeMetricFamily("meldesk_slot_active", "1: somebody reads the log there", labels=["slot"])
    kept = GaugeMetricFamily("meldesk_slot_kept_bytes", "Log that is kept for them", labels=["slot"])
    for name, is_active, size in found.slots:
        active.add_metric([name], is_active)
        kept.add_metric([name], size)
    return [active, kept]
