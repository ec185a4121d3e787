"""Has the trail checked, keeps what came out, and says whether somebody must be warned."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from desk.audit.models import Event, Head, Mailed, Verification
from desk.audit.sealing.anchor import Anchor
from desk.audit.sealing.waiting import waiting
from desk.audit.verifier.signed import Trusted
from desk.audit.verifier.verify import verify
from desk.audit.verifier.witness import notes
from desk.deadlines import local_day
from desk.one_at_a_time import nobody_else

OVERDUE = timedelta(hours=24)
STOPPED = "er is langer dan een dag niets verzegeld. Kijk of de worker draait en de sleutel te lezen is"
NOT_MAILED = "er is langer dan een dag geen zegel gemaild. Kijk of de mailserver te bereiken is"
UNREADABLE = "het logboek kon niet worden nagekeken: de sleutel of de veilige plek is niet te lezen"


class Busy(Exception):
    """A check is going on: two read the same trail for hours, and each makes the other slower."""


def check(*, at: datetime, anchor: str = "") -> Verification:
    """Check the trail against its heads and those at `anchor` (default: the desk's own), and keep the outcome.

    `anchor` may also be a file of heads that somebody kept: notes, a saved mail, or a mailbox. Raises Busy.
    """
    with nobody_else("audit_checked") as alone:
        if not alone:
            raise Busy
        return _check(at=at, anchor=anchor)


def _check(*, at: datetime, anchor: str) -> Verification:
    file = Path(anchor.removeprefix("file://"))
    try:
        if anchor and file.is_file():
            outcome = verify(trusted(), None, notes(file))
        else:
            outcome = verify(trusted(), Anchor(anchor or settings.AUDIT_ANCHOR).heads())
        size, wrong, notice = outcome.size, outcome.wrong or _stopped(at) or _not_mailed(at), outcome.notice
    except (OSError, ValueError):
        size, wrong, notice = 0, UNREADABLE, ""
    return Verification.objects.create(at=at, size=size, wrong=wrong[:300], notice=notice[:300])


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
    if first and at - first.at > patience():
        return f"Het logboek is langer dan {'een dag' if patience() == OVERDUE else 'twee dagen'} niet nagekeken."
    oldest = waiting().first()
    if oldest and at - oldest.at > OVERDUE:
        return "Het zegel van het logboek ligt langer dan een dag niet op de veilige plek."
    return ""


def patience() -> timedelta:
    """Return how old the last check may be: one that runs once a day may be missed once, and take its time."""
    return OVERDUE if settings.AUDIT_CHECK_HOURS <= 12 else 2 * OVERDUE


def _not_mailed(at: datetime) -> str:
    """Say so when the mailbox outside heard nothing for a day. Asked by the check: a page has no statement to spare."""
    if not settings.AUDIT_ANCHOR_MAIL:
        return ""
    mailed = Mailed.objects.select_related("head").order_by("head_id").last()
    known = mailed.head if mailed else Head.objects.order_by("number").first()
    is_late = known is not None and at - known.at > OVERDUE
    return NOT_MAILED if is_late else ""
