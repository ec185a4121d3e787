"""Declaring that the database was put back: by two people, in the trail, signed, and beside the heads it lost."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from desk.audit import rules, trail
from desk.audit.models import LostHead, Restored
from desk.audit.permissions import may_declare_restore
from desk.audit.sealing.anchor import Anchor
from desk.audit.sealing.note import signer
from desk.audit.sealing.restored import lost, statement
from desk.deadlines import local_day
from desk.rulebook import tidy


@trail.act("restore_declared")
def declare_restore(*, by: Any, at: datetime, second: Any, reason: str) -> Restored:
    """Say which heads at the anchor the database lost when it was put back, and that it goes on behind them.

    In: the two people, and why. Out: what was declared; `note` is what was signed and lies at the anchor.
    Raises PermissionDenied, Refused (nothing lost, lost in the middle), ValidationError (one person, no reason),
    OSError or ValueError when the key or the anchor cannot be read or written: then nothing is declared.
    """
    if not (may_declare_restore(by) and may_declare_restore(second)):
        raise PermissionDenied
    rules.one_of_them_is_privacy_officer((by.role, second.role))
    key, gone = signer(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN), lost()
    row = Restored(number=gone.last + 1, first=gone.first, last=gone.last, reason=tidy(reason), at=at)
    row.declared_by, row.confirmed_by, row.note = by.pk, second.pk, "-"
    row.full_clean()
    told = f"zegel {gone.first} tot en met {gone.last}, hoogstens {gone.events} regels"
    events = [
        trail.record("restore_declared", by=by, at=at, reason=row.reason, detail=told),
        trail.record("restore_confirmed", by=second, at=at, reason=row.reason, detail=told),
    ]
    row.note = key.sign(statement(row.number, gone, events, at))
    row.save(force_insert=True)
    LostHead.objects.bulk_create(
        LostHead(number=number, restored=row, note=note) for number, note in gone.notes.items()
    )
    _count_on_from(row.number)
    # Last: what lies at the anchor and not in the database is lost to the next declaration as well.
    Anchor(settings.AUDIT_ANCHOR).keep(row.number, local_day(at), row.note, kind="restored")
    return row


def _count_on_from(number: int) -> None:
    """The next head gets a number behind this one: under an older number lies a head that was lost."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = 'audit_head'", [number])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('audit_head', %s)", [number])
            return
        # Setting it asks a right that the desk's role does not have; counting on is what that role may.
        cursor.execute("SELECT nextval('audit_head_number_seq')")
        missing = number - cursor.fetchone()[0]
        cursor.execute("SELECT nextval('audit_head_number_seq') FROM generate_series(1, %s)", [missing])
