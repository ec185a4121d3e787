"""Mails that say that there is something new, and nothing else: to whom, how often, and what was told already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from desk.accounts.models import User
from desk.audit import trail
from desk.contact.choices import FROM_THE_DESK
from desk.contact.models import Message
from desk.deadlines import local_day
from meldcode.api.models import SentBySystem
from meldcode.choices import Mails
from meldcode.people import Professional
from meldcode.permissions import may_report
from meldcode.receipts import Receipt
from meldcode.status import newest_of

Claimed = dict[int, datetime | None]
# Of a report that came before, something new is rare: the night looks through those.
RECENT = timedelta(days=2 * 366)


@dataclass(frozen=True)
class News:
    """Somebody for whom there is something, and of each report the moment of the last of it."""

    person: Professional
    until: dict[int, datetime]


@trail.act("portal_mails_chosen")
def choose_mails(*, by: User, at: datetime, mails: str) -> Professional:
    """Choose when a mail comes. Raises PermissionDenied, ValidationError."""
    if not may_report(by):
        raise PermissionDenied
    person = Professional.objects.select_for_update(of=("self",)).get(user=by)
    person.mails = mails
    person.version += 1
    person.full_clean()
    person.save()
    trail.record("portal_mails_chosen", by=by, at=at, subject=by)
    return person


def claim(news: News) -> Claimed:
    """Take what was not told or seen meanwhile, before it is mailed: of two runs at once only one mails it.

    Out: of each report taken what was told before; empty when there is nothing to mail. What comes later gets a mail
    of its own.
    """
    with transaction.atomic():
        rows = Receipt.objects.select_for_update().filter(pk__in=news.until).order_by("pk")
        taken = {
            row.pk: row.told_until for row in rows if row.told_until is None or row.told_until < news.until[row.pk]
        }
        for pk in taken:
            Receipt.objects.filter(pk=pk).update(told_until=news.until[pk])
    return taken


def give_back(news: News, taken: Claimed) -> None:
    """The mail did not go: it waits for the next time, as it was."""
    for pk, before in taken.items():
        Receipt.objects.filter(pk=pk, told_until=news.until[pk]).update(told_until=before)


@trail.act("portal_notice_mailed")
def note_told(*, by: trail.Actor, at: datetime, news: News) -> None:
    """Note that the mail went: what it told of was claimed before."""
    Professional.objects.filter(pk=news.person.pk).update(mailed_at=at)
    trail.record("portal_notice_mailed", by=by, at=at, subject=news.person)


def waiting(now: datetime, *, everything: bool = False) -> list[News]:
    """Return who is to be mailed now: who works there, wants it, and did not see it on the page already.

    In: `everything`, as once a night; otherwise of reports of the last two years.
    """
    people = Professional.objects.filter(until__isnull=True, organisation__in_use=True).exclude(mails=Mails.NONE)
    said = Message.objects.filter(report=OuterRef("report"), kind__in=FROM_THE_DESK).order_by("-at")
    rows = Receipt.objects.filter(user__professional__in=people, user__is_active=True).annotate(
        said=Subquery(said.values("at")[:1])
    )
    rows = rows if everything else rows.filter(at__gte=now - RECENT)
    new = Q(said__gt=_known()) | Q(report__decided_at__gt=_known()) | Q(report__withdrawn_at__gt=_known())
    # That a system sent something in one's name is news as well, until one has seen it.
    new |= Q(Exists(SentBySystem.objects.filter(receipt=OuterRef("pk"))), told_until__isnull=True)
    found = rows.filter(new).select_related("report", "user__professional").order_by("user_id", "pk")
    each = (_news(list(of_one)) for _, of_one in groupby(found, key=lambda receipt: receipt.user_id))
    return [news for news in each if _may_go(news.person, now)]


def _known() -> Coalesce:
    return Coalesce("told_until", "at")


def _news(receipts: Iterable[Receipt]) -> News:
    rows = list(receipts)
    until = {row.pk: newest_of(row.report, row.said) or row.at for row in rows}  # type: ignore[attr-defined]
    return News(rows[0].user.professional, until)


def _may_go(person: Professional, now: datetime) -> bool:
    today = person.mailed_at is not None and local_day(person.mailed_at) == local_day(now)
    return not (person.mails == Mails.DAILY and today)
