"""What the worker does for accounts; it may run twice or late and ends the same."""

from collections.abc import Iterator
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from desk.accounts import actions, session, session_store
from desk.accounts.models import Session, User
from desk.audit.trail import System


@shared_task
def end_over_sessions() -> int:
    """End every session whose time is over; nobody needs to come back for that."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    session_store.take_over()
    ended = 0
    for over in _over(now):
        accounts = User.objects.in_bulk({row.account for row in over})
        for row, why in over.items():
            if account := accounts.get(row.account):
                actions.end_over_session(by=System(), at=now, account=account, key=row.pk, why=why)
                ended += 1
    return ended


def _over(now: datetime) -> Iterator[dict[Session, str]]:
    """Yield which sessions of somebody are over, and why, as many together as one statement reads."""
    for rows in session_store.in_batches(Session.objects.filter(account__gt=0)):
        yield {row: why for row in rows if (why := session.why_over(row.get_decoded(), now))}
