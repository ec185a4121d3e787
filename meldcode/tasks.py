"""What the worker does for the portal; a task may run twice or late and ends the same."""

import logging
from datetime import datetime

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from desk.audit import trail
from desk.one_at_a_time import one_at_a_time
from desk.reports.drafts import oldest
from meldcode import journeys, links, mailing, notices, own_reports
from meldcode.people import Invitation

logger = logging.getLogger(__name__)

# A mail may be read by anybody at home or at work: it says neither what this is about nor who wrote.
SUBJECT = "Er staat iets voor u klaar"
TEXT = """Er staat iets voor u klaar. Open deze link:

{address}

De link werkt één keer. Vroeg u niets? Dan hoeft u niets te doen.

There is something waiting for you. Open the link above. It works once. If you did not ask for it, do nothing.
"""

NEWS = """Er staat iets voor u klaar. Log in om het te lezen:

{address}

Wilt u deze mail niet, of minder vaak? Kies dat bij ‘Mijn gegevens’.

There is something waiting for you. Sign in at the address above to read it. You choose under ‘My details’ how often
you get this mail.
"""
# Of the network, every answer of a mail server that is no yes, and an address that no mail server takes: one bad
# address must not keep the mails after it waiting.
TROUBLE = (OSError, ValueError)


@shared_task
def send_link(invitation_id: int) -> int:
    """Mail one link that was not mailed yet. Out: how many mails."""
    return _send(Invitation.objects.filter(pk=invitation_id), timezone.now())


@shared_task
def send_waiting_links() -> int:
    """Mail the links that could not go before, because the queue or the mail server was away."""
    return _send(Invitation.objects.all(), timezone.now())


@shared_task
def send_news(*, everything: bool = False) -> int:
    """Mail who sent a report that there is something new; what could not go waits for the next time.

    In: `everything`, as once a night; every minute only of reports of the last two years. Out: how many.
    """
    now = timezone.now()
    return sum(_mail_news(news, now) for news in notices.waiting(now, everything=everything))


@shared_task
def clear_links() -> int:
    """Forget links that count no more, and the addresses with them."""
    now = timezone.now()
    over = Invitation.objects.filter(Q(closed_at__isnull=False) | Q(until__lt=now))
    return mailing.forget_links(by=trail.System(), at=now) if over.exists() else 0


@shared_task
def purge_journeys() -> int:
    """Delete what nobody sent or touched for its days, with its documents, and old copies. Out: how many."""
    now = timezone.now()
    gone = journeys.purge(at=now) + journeys.purge_documents()
    return gone + own_reports.forget_copies(before=oldest(now))


def _send(rows: QuerySet[Invitation], now: datetime) -> int:
    waiting = _waiting(rows, now).order_by("pk").values_list("pk", flat=True)
    return sum(_mail(pk, now) for pk in list(waiting))


def _waiting(rows: QuerySet[Invitation], now: datetime) -> QuerySet[Invitation]:
    return rows.filter(mailed_at__isnull=True, closed_at__isnull=True, until__gt=now)


def _mail(pk: int, now: datetime) -> int:
    """Mail one link. Two workers may have the same task: the second waits, and finds that the mail went."""
    with one_at_a_time():
        held = Invitation.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=pk)
        invitation = _waiting(held, now).first()
        if invitation is None:
            return 0
        try:
            send_mail(SUBJECT, TEXT.format(address=links.address_of(invitation)), None, [invitation.email])
        except TROUBLE as trouble:
            logger.error("a link of the portal could not be mailed: %s", type(trouble).__name__)
            return 0
        mailing.note_mailed(by=trail.System(), at=now, invitation=invitation)
    return 1


def _mail_news(news: notices.News, now: datetime) -> int:
    taken = notices.claim(news)
    if not taken:
        return 0
    address = f"{settings.PORTAL_ADDRESS.rstrip('/')}{reverse('portal:reports')}"
    try:
        send_mail(SUBJECT, NEWS.format(address=address), None, [news.person.work_email])
    except TROUBLE as trouble:
        logger.error("somebody could not be mailed that there is something new: %s", type(trouble).__name__)
        notices.give_back(news, taken)
        return 0
    # It went, and does not go again: whoever comes next is not kept waiting by a trail that is away.
    try:
        notices.note_told(by=trail.System(), at=now, news=news)
    except trail.NotRecorded:
        logger.error("a mail went of which the trail does not tell")
    return 1
