"""The one row of a journey that is under way: sealed, and without a column for a name."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models

from desk.reports.drafts import unseal

Fields = dict[str, list[str]]


class Journey(models.Model):
    """Every answer of every page in one sealed text. No column could hold a name, of a client or of anybody."""

    key = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sealed = models.TextField()
    begun_at = models.DateTimeField("begonnen")
    saved_at = models.DateTimeField("bewaard")

    class Meta:
        verbose_name = "melding in wording"
        verbose_name_plural = "meldingen in wording"
        indexes = [models.Index(fields=["saved_at"], name="journey_age")]

    def __str__(self) -> str:
        return f"in wording {self.key}"

    @property
    def answers(self) -> Fields:
        """The fields as they were typed; empty when the row is not of this person or was sealed with another key."""
        return unseal(self.sealed, user_id=self.user_id, form=form_of(self.key))

    @property
    def goes_on(self) -> datetime:
        """The moment after which nothing is left of it."""
        return self.saved_at + timedelta(days=settings.DRAFT_DAYS)


def form_of(key: UUID) -> str:
    """What the sealed text is bound to, besides its writer."""
    return f"journey:{key}"
