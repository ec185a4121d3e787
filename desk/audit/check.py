"""Has the trail checked, keeps what came out, and says whether somebody must be warned."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from desk.audit.models import Event, Head, Verification
from desk.audit.sealing.anchor import Anchor
from desk.audit.verifier.signed import Trusted
from desk.audit.verifier.verify import verify
from desk.deadlines import local_day

OVERDUE = timedelta(hours=24)
STOPPED = "er is langer dan een dag niets verzegeld. Kijk of de worker draait en de sleutel te lezen is"
UNREADABLE = "het logboek kon niet worden nagekeken: de sleutel of de veilige plek is niet te lezen"


def check(*, at: datetime, anchor: str = "") -> Verification:
    """Check the trail against its heads and those at `anchor` (default: the desk's own), and keep the outcome."""
    try:
        outcome = verify(trusted(), Anchor(anchor or settings.AUDIT_ANCHOR).heads())
        size, wrong = outcome.size, outcome.wrong or _stopped(at)
    except (OSError, ValueError):
        size, wrong = 0, UNREADABLE
    return Verification.objects.create(at=at, size=size, wrong=wrong[:300])


def _stopped(at: datetime) -> str:
    """Say so when nothing was sealed for a day: a key that is gone leaves nothing behind that is wrong."""
    newest = Head.objects.order_by("number").last()
    if newest and at - newest.at <= OVERDUE:
        return ""
    return STOPPED if Event.objects.filter(day__lt=local_day(at - OVERDUE)).exists() else ""


def trusted() -> Trusted:
    """Return the key that heads must be signed with. Raises OSError when it cannot be read."""
    return Trusted(Path(settings.AUDIT_PUBLIC_KEY_FILE).read_text(encoding="utf-8"))


def warning(*, at: datetime) -> str:
    """Return what the privacy officer must know about the seal (Dutch); empty when all is well."""
    last = Verification.objects.order_by("at", "pk").last()
    if last and last.wrong:
        return f"Het logboek klopt niet: {last.wrong}."
    first = last or Head.objects.order_by("number").first()
    if first and at - first.at > OVERDUE:
        return "Het logboek is langer dan een dag niet nagekeken."
    waiting = Head.objects.filter(kept=None).order_by("number").first()
    if waiting and at - waiting.at > OVERDUE:
        return "Het zegel van het logboek ligt langer dan een dag niet op de veilige plek."
    return ""
