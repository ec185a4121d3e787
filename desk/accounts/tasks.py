"""What the worker does for accounts; it may run twice or late and ends the same."""

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from desk.accounts import actions, session
from desk.accounts.models import User
from desk.audit.trail import System


@shared_task
def end_over_sessions() -> int:
    """End every session whose time is over; nobody needs to come back for that."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    ended = 0
    for row in Session.objects.iterator():
        held = row.get_decoded()
        account = User.objects.filter(pk=held.get("_auth_user_id", 0)).first()
        if account and (why := session.why_over(held, now)):
            actions.end_over_session(by=System(), at=now, account=account, key=row.pk, why=why)
            ended += 1
    return ended
