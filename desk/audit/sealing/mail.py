"""Mails a signed head once an hour to somebody outside, whose mailbox then knows how the trail stood.

The mail is the note and nothing else. One that was sent twice, after a fault just then, bears the same Message-ID.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from desk.audit.models import Head, Mailed
from desk.one_at_a_time import nobody_else

logger = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
SUBJECT = "Zegel"


def post(*, at: datetime) -> int:
    """Mail each head whose hour has come, oldest first; what cannot be sent now waits for the next time."""
    sent = 0
    with nobody_else("audit_mailed") as alone:
        while alone and settings.AUDIT_ANCHOR_MAIL and (head := _next()):
            try:
                _mail(head).send()
            except OSError as trouble:  # of the network, and every answer of a mail server that is no yes
                logger.error("a head of the trail could not be mailed: %s", type(trouble).__name__)
                break
            Mailed.objects.create(head=head, at=at)
            sent += 1
    return sent


def _next() -> Head | None:
    """The first head an hour after the last one that was mailed; of the time before the first mail, the newest."""
    last = Mailed.objects.select_related("head").order_by("head_id").last()
    heads = Head.objects.order_by("number")
    if last is None:
        return heads.last()
    return heads.filter(number__gt=last.head_id, at__gte=last.head.at + EVERY).first()


def _mail(head: Head) -> EmailMessage:
    name = f"<{head.number}.{head.size}@{settings.AUDIT_ORIGIN}>"
    return EmailMessage(SUBJECT, head.note, to=[settings.AUDIT_ANCHOR_MAIL], headers={"Message-ID": name})
