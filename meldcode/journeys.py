"""What a professional is still writing: one journey through the steps, sealed, theirs alone, and gone after seven days.

Keeping it is no act of the trail, as with every draft: nothing was done yet, and typing is not an act.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from desk.accounts.models import User
from desk.attachments import journeys as attachments
from desk.attachments.journeys import forget_batches
from desk.reports.drafts import oldest, seal
from meldcode import rules
from meldcode.journey import Fields, Journey, form_of
from meldcode.people import Professional
from meldcode.permissions import may_report
from meldcode.receipts import Receipt
from meldcode.shared import SharedReport


def begin(*, by: User, at: datetime) -> Journey:
    """Open a journey with nothing in it. Raises PermissionDenied, Refused when too many are open."""
    if not may_report(by):
        raise PermissionDenied
    key = uuid4()
    sealed = seal({}, user_id=by.pk, form=form_of(key))
    with transaction.atomic():
        Professional.objects.select_for_update(of=("self",)).get(user=by)  # two that begin at one moment are counted
        rules.journeys_under_way_are_few(under_way(by, at).count())
        return Journey.objects.create(key=key, user=by, sealed=sealed, begun_at=at, saved_at=at)


def keep(*, by: User, at: datetime, key: UUID, page: str, fields: Fields) -> Journey | None:
    """Put the answers of one page in the place of what was kept of it; None when the journey is not there any more.

    Raises PermissionDenied. Two devices: the last answer of a page stands, other pages are untouched.
    """
    if not may_report(by):
        raise PermissionDenied
    with transaction.atomic():
        journey = under_way(by, at).select_for_update().filter(key=key).first()
        if journey is None:
            return None
        others = {name: told for name, told in journey.answers.items() if not name.startswith(f"{page}-")}
        own = {name: told for name, told in fields.items() if name.startswith(f"{page}-")}
        journey.sealed = seal({**others, **own}, user_id=by.pk, form=form_of(key))
        journey.saved_at = at
        journey.save(update_fields=["sealed", "saved_at"])
    return journey


def under_way(by: User, at: datetime) -> QuerySet[Journey]:
    """What they have not sent or stopped. After its days it is gone, also when the worker did not come by yet."""
    return Journey.objects.filter(user=by, saved_at__gte=oldest(at))


def journey_of(by: User, key: UUID, at: datetime) -> Journey | None:
    """Return the journey when it is theirs and its days are not over."""
    return under_way(by, at).filter(key=key).first()


def journeys_of(by: User, at: datetime) -> list[Journey]:
    """What they have not sent or stopped yet, the newest first."""
    return list(under_way(by, at).order_by("-saved_at"))


def purge(*, at: datetime) -> int:
    """Delete what nobody touched for the configured days; return how many."""
    with transaction.atomic():
        return forget(Journey.objects.filter(saved_at__lt=oldest(at)))


def forget(journeys: QuerySet[Journey]) -> int:
    """Remove journeys and the documents with them, in the transaction of who does so. Out: how many journeys."""
    keys = list(journeys.select_for_update().values_list("key", flat=True))
    forget_batches(keys)
    return Journey.objects.filter(key__in=keys).delete()[0]


def purge_documents() -> int:
    """Forget documents of which the journey is gone, whatever came in between; return how many."""
    return attachments.purge(live=Journey.objects.values("key"))


def forget_unsent(user: User) -> None:
    """Remove what somebody wrote at an organisation they leave, the copies of what they sent, and what they shared."""
    forget(Journey.objects.filter(user=user))
    Receipt.objects.filter(user=user).update(sealed_copy="")
    SharedReport.objects.filter(receipt__user=user).delete()
