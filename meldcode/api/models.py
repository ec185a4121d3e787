"""Tokens of organisations, who lets a system report in their name, and which reports came that way."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from desk.ruled import Ruled
from meldcode.api import rules
from meldcode.api.choices import TokenPurpose
from meldcode.people import Organisation
from meldcode.receipts import Receipt


class ApiToken(Ruled):
    """What a system of an organisation shows. Who reads this table can make none: it holds a keyed hash."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tokens")
    purpose = models.CharField("doel", max_length=10, choices=TokenPurpose)
    system = models.CharField("systeem", max_length=80)
    # The form it was made with: sent twice it makes one token.
    submission = models.UUIDField(unique=True, default=uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt")
    days = models.PositiveSmallIntegerField("dagen geldig")
    revoked_at = models.DateTimeField("ingetrokken", null=True, blank=True)
    # The day and no more: when a system works says when people do.
    used_on = models.DateField("laatst gebruikt", null=True, blank=True)

    class Meta:
        verbose_name = "toegangsbewijs"
        verbose_name_plural = "toegangsbewijzen"
        constraints = rules.TOKEN_RULES
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the trail and the organisation call it; it opens nothing."""
        return f"T-{self.pk or 0:04d}"

    @property
    def until(self) -> datetime:
        return self.made_at + timedelta(days=self.days)

    def counts(self, at: datetime) -> bool:
        """Does it still open something? Not when its organisation takes no part any more."""
        return self.revoked_at is None and at < self.until and self.organisation.in_use

    @property
    def trail_kind(self) -> str:
        return self.organisation.trail_kind

    @property
    def trail_number(self) -> str:
        return self.organisation.trail_number


class SystemConsent(models.Model):
    """Somebody lets the systems of where they work report in their name. Without this row nothing does."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "toestemming voor systemen"
        verbose_name_plural = "toestemmingen voor systemen"

    def __str__(self) -> str:
        return f"toestemming {self.pk}"


class SentBySystem(Ruled):
    """That a report came through a token, and by which key: the same key of an organisation is the same report."""

    receipt = models.OneToOneField(Receipt, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="+")
    key = models.UUIDField(editable=False)
    body_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "melding van een systeem"
        verbose_name_plural = "meldingen van systemen"
        constraints = [
            *rules.SENT_RULES,
            models.UniqueConstraint(
                fields=["organisation", "key"],
                name="a_key_sends_one_report",
                violation_error_code="a_key_sends_one_report",
                violation_error_message="Met deze sleutel is al een melding verstuurd.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-id"], name="sent_by_systems")]

    def __str__(self) -> str:
        return f"verstuurd {self.pk}"
