"""The story of a database that was put back, and of two people who say so."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from desk.audit.restoring import declare_restore
from desk.audit.sealing.anchor import Anchor
from desk.audit.sealing.note import head, make_key
from tests.playing import Cast, plays


@plays("audit.declare_restore")
def _(c: Cast) -> None:
    """The anchor knows a head of after the moment, and the database none."""
    with TemporaryDirectory() as folder:
        key = make_key(Path(folder, "trail.key"), "meldesk")
        with override_settings(AUDIT_KEY_FILE=Path(folder, "trail.key"), AUDIT_ANCHOR=f"file://{folder}/heads"):
            note = key.sign(head("meldesk", 40, b"x" * 32, c.at))
            Anchor(f"file://{folder}/heads").keep(7, c.at.date(), note)
            declare_restore(by=c.samir, at=c.at, second=c.ada, reason="De schijf van de database ging stuk.")
