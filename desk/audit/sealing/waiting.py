"""Which signed heads do not lie at the safe place yet."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from desk.audit.models import Head, Kept


def waiting(using: str = DEFAULT_DB_ALIAS) -> QuerySet[Head]:
    """Return the heads behind the last one that was kept, oldest first: as many rows are read as wait.

    Heads are numbered under the lock of the seal and handed over in that order, so none waits before one that was kept.
    Were one missing there all the same, the check says so: each head up to the last kept must lie at the anchor.
    """
    last = Kept.objects.order_by("-head_id").values("head_id")[:1]
    behind = Head.objects.using(using).filter(number__gt=Coalesce(Subquery(last), Value(0)))
    return behind.order_by("number")
