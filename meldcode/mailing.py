"""What the desk itself does with links: note that one was mailed, and forget those that count no more."""

from datetime import datetime

from django.db.models import Q

from desk.audit import trail
from meldcode.people import Invitation


@trail.act("portal_links_cleared")
def forget_links(*, by: trail.Actor, at: datetime) -> int:
    """Delete every link that was used, taken back or is over. Out: how many."""
    gone, _ = Invitation.objects.filter(Q(closed_at__isnull=False) | Q(until__lt=at)).delete()
    trail.record("portal_links_cleared", by=by, at=at, detail=f"{gone} links")
    return gone


@trail.act("portal_link_mailed")
def note_mailed(*, by: trail.Actor, at: datetime, invitation: Invitation) -> None:
    """Note that the mail with this link went."""
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=at)
    trail.record("portal_link_mailed", by=by, at=at, subject=invitation)
