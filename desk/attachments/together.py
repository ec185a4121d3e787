"""Whether the folder of documents and the database belong together, as after a backup was put back."""

from dataclasses import dataclass, field

from desk.attachments import store
from desk.attachments.models import Attachment
from desk.attachments.vault import Damaged


@dataclass
class Together:
    """Which documents have no file, or another one, by number of report and key; and which files no row knows."""

    rows: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def together() -> Together:
    """Compare every row with its file. A file that is whole is read once; memory does not grow with its size."""
    found, there, known = Together(), set(store.names()), set()
    for row in Attachment.objects.exclude(stored="").select_related("report").order_by("pk").iterator(chunk_size=500):
        found.rows += 1
        known.add(row.stored)
        where = f"{row.trail_number or 'een formulier'}, bijlage {row.pk}"
        if row.stored not in there:
            found.missing.append(where)
            continue
        try:
            store.open_whole(row.stored, row.digest).close()
        except Damaged:
            found.damaged.append(where)
    found.unknown = sorted(there - known)
    return found
