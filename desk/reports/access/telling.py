"""Mails the configured addresses that somebody broke the glass, once for each time: the queue may lose or repeat it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail

from desk.audit import trail
from desk.audit.choices import Outcome
from desk.audit.models import Event
from desk.deadlines import local_day
from desk.one_at_a_time import one_at_a_time
from desk.reports.access.choices import Judgement, Way
from desk.reports.access.models import Grant

# After that whoever must judge saw the bar on every page, and a mail would only be late.
_STILL_NEWS = timedelta(days=3)


def to_tell(now: datetime) -> list[Grant]:
    """Return the emergencies that nobody judged yet and no mail told of."""
    if not settings.ALERT_MAIL:
        return []
    recent = Grant.objects.filter(way=Way.BREAK_GLASS, judgement=Judgement.PENDING, at__gte=now - _STILL_NEWS)
    return _untold(recent.select_related("case_file").order_by("at", "pk"))


def tell(*, by: trail.Actor, at: datetime, grant: Grant) -> int:
    """Mail that there is something to judge, unless a mail went already. Out: how many went.

    Raises OSError when the mail server is away: then it waits for the next time.
    """
    if not settings.ALERT_MAIL:
        return 0
    with one_at_a_time():
        # Of two workers with the same task the second finds the event of the first.
        held = Grant.objects.select_for_update(of=("self",)).select_related("case_file").get(pk=grant.pk)
        if not _untold([held]):
            return 0
        # No name and no number: a mail may be read by anybody (P13).
        send_mail(
            "Meldesk: er wacht iets op uw oordeel",
            "Iemand gebruikte noodtoegang. Log in op de desk: bovenaan elke pagina staat wat u moet doen.\n",
            None,
            settings.ALERT_MAIL,
        )
        note_told(by=by, at=at, grant=held)
    return 1


@trail.act("glass_told")
def note_told(*, by: trail.Actor, at: datetime, grant: Grant) -> None:
    """Note that a mail of it went."""
    trail.record("glass_told", by=by, at=at, subject=grant, detail=_mark(grant))


def _untold(grants: Iterable[Grant]) -> list[Grant]:
    """Return those of which no mail told, in the same order; asked for all of them at once."""
    waiting = list(grants)
    since = min((local_day(grant.at) for grant in waiting), default=date.max)
    told = Event.objects.filter(act="glass_told", outcome=Outcome.DONE, day__gte=since)
    marks = set(told.filter(subject__in={grant.trail_number for grant in waiting}).values_list("subject", "detail"))
    return [grant for grant in waiting if (grant.trail_number, _mark(grant)) not in marks]


def _mark(grant: Grant) -> str:
    return f"toegang {grant.pk}"
