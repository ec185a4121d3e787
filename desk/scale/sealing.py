"""Seals a trail that was brought in at once: the leaves in one statement, then the same tree, head and anchor."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from desk.audit.models import Leaf, Stamp
from desk.audit.sealing.note import signer
from desk.audit.sealing.restored import refuse_when_behind
from desk.audit.sealing.seal import add_head, hand_over, only_one_seals
from desk.audit.sealing.sweep import sweep
from desk.audit.sealing.tree import Growing
from desk.deadlines import local_day

# As desk/audit/sealing/seal.py gives places: by the clock of the database; of advices by lot, once their day is over.
# The rows about advices lie in the order of their random keys already, so none has to be laid down anew.
_CLOCKED = """
INSERT INTO audit_leaf (position, event_id, digest)
SELECT row_number() OVER (ORDER BY recorded_at, event_id) - 1, event_id, digest
FROM audit_stamp WHERE recorded_at IS NOT NULL
"""
_BY_LOT = """
INSERT INTO audit_leaf (position, event_id, digest)
SELECT %s + row_number() OVER (ORDER BY s.digest) - 1, s.event_id, s.digest
FROM audit_stamp s JOIN audit_event e ON e.id = s.event_id
WHERE s.recorded_at IS NULL AND e.subject_kind = 'advice' AND e.day < %s
"""


def seal_all(*, at: datetime) -> int:
    """Seal what was recorded. Out: how many events. Raises OSError, ValueError when the key cannot be read."""
    if connection.vendor != "postgresql" or Leaf.objects.exists():
        return sweep(at=at, everywhere=True)
    key = signer(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN)
    with transaction.atomic():
        only_one_seals()
        refuse_when_behind(None)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '512MB'")
            cursor.execute(_CLOCKED)
            cursor.execute(_BY_LOT, [cursor.rowcount, local_day(at)])
        tree = _grown()
        add_head(tree, at=at, until=Stamp.objects.aggregate(until=Max("recorded_at"))["until"], key=key)
    hand_over(at=at)
    return tree.size


def _grown() -> Growing:
    tree, in_order = Growing(), "COPY (SELECT digest FROM audit_leaf ORDER BY position) TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(in_order) as rows:
        for (digest,) in rows.rows():
            tree.add(bytes.fromhex(digest))
    return tree
