"""A trail whose database went back to an earlier moment, while the anchor remembers what came after."""

from datetime import datetime, timedelta

from desk.audit.models import Head
from desk.audit.sealing import restored
from desk.audit.sealing.seal import seal
from tests.desk.audit.conftest import as_owner


def put_back(told, at: datetime, *, heads: int = 3, before: int = 2) -> Head:
    """Seal `before` times and `heads` times more; then the database is as it was before those. Out: the last it has."""
    for part in range(before):
        told(5)
        seal(at=at + timedelta(minutes=part))
    kept = Head.objects.latest("number")
    for part in range(heads):
        told(7)
        seal(at=at + timedelta(minutes=10 + part))
    forget(kept)
    return kept


def forget(kept: Head) -> None:
    """Take away what a backup of that moment does not hold. The process that seals begins anew, as it would."""
    with as_owner() as run:
        run(f"DELETE FROM audit_losthead WHERE number > {kept.number}")
        run(f"DELETE FROM audit_restored WHERE number > {kept.number}")
        run(f"DELETE FROM audit_kept WHERE head_id > {kept.number}")
        run(f"DELETE FROM audit_head WHERE number > {kept.number}")
        run(f"DELETE FROM audit_leaf WHERE position >= {kept.size}")
        run("DELETE FROM audit_stamp WHERE event_id NOT IN (SELECT event_id FROM audit_leaf)")
        run("DELETE FROM audit_event WHERE id NOT IN (SELECT event_id FROM audit_leaf)")
    restored._seen.number = None
