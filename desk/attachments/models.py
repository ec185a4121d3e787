"""A document with a report: what somebody wrote about it, and where its cleaned and encrypted file lies. No history."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from desk.attachments import rules
from desk.attachments.choices import Kind, State
from desk.reports.models import Report
from desk.ruled import Ruled


class Attachment(Ruled):
    """One document; `batch` is the form of a professional that was not sent yet. Its random key stands in addresses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments", null=True, blank=True)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    name = models.CharField("Bestandsnaam", max_length=120)
    description = models.CharField("Wat is dit?", max_length=500)
    dated = models.DateField("Datum van het document", null=True, blank=True)
    withheld = models.BooleanField("Niet laten doorklinken", default=False)
    kind = models.CharField("Soort", max_length=10, choices=Kind)
    size = models.PositiveIntegerField("Grootte")
    state = models.CharField("Stand", max_length=12, choices=State, default=State.QUARANTINED)
    stored = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # Of the file as its sender has it: what lies here was written anew, so its own digest would prove nothing to them.
    sent_digest = models.CharField("SHA-256 van het bestand", max_length=64, blank=True)
    # Nobody of the desk for what came through the portal: there it would tell who reports (P6).
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="Erbij gelegd door",
    )
    put_at = models.DateTimeField("Erbij gelegd op")
    scanned_at = models.DateTimeField("Gescand op", null=True, blank=True)
    trail_kind = "report"

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        constraints = rules.ROW_RULES
        ordering = ["put_at", "id"]
        indexes = [
            models.Index(fields=["state", "scanned_at"], name="attachment_state"),
            models.Index(fields=["stored"], name="attachment_file"),
        ]

    @property
    def trail_number(self) -> str:
        return self.report.number if self.report else ""

    @property
    def is_clean(self) -> bool:
        return self.state == State.CLEAN

    def is_old_on(self, today: date) -> bool:
        return rules.is_old(self.dated, today)
