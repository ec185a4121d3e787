"""How far the seal on the trail is: from figures that speak of no event about an advice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min

from desk.audit.models import Head, Stamp

# The worker seals each minute, and signs once an hour when nothing happened.
LATE, SILENT = timedelta(minutes=10), timedelta(minutes=70)


@dataclass(frozen=True)
class Seal:
    """`waiting` events with a clock have no seal yet, the oldest for `oldest`; the last head is `age` old."""

    waiting: int
    oldest: timedelta
    age: timedelta | None

    @property
    def is_late(self) -> bool:
        return self.oldest > LATE or (self.age is not None and self.age > SILENT)


def seal_of(alias: str, at: datetime) -> Seal:
    """Return where the seal stands. One that waits for the end of its day, as about an advice, is not counted (P1)."""
    last = Head.objects.using(alias).order_by("number").last()
    clocked = Stamp.objects.using(alias).filter(recorded_at__isnull=False)
    if last and last.until:
        clocked = clocked.filter(recorded_at__gt=last.until)
    oldest = clocked.aggregate(oldest=Min("recorded_at"))["oldest"]
    return Seal(
        clocked.count(), max(at - oldest, timedelta()) if oldest else timedelta(), at - last.at if last else None
    )
