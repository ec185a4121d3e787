"""Messages between the desk and a reporter, and which the desk has seen. Both are added and never rewritten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from desk.contact import rules
from desk.contact.choices import FEEDBACK, FROM_THE_REPORTER, Granted, Kind, Part, Step
from desk.reports.models import Report
from desk.ruled import Ruled


class Message(Ruled):
    """One message. What was sent at first stays as it was: a correction stands beside it."""

    submission = models.UUIDField(unique=True, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="messages")
    kind = models.CharField("soort", max_length=12, choices=Kind)
    about = models.OneToOneField("self", models.RESTRICT, related_name="reply", null=True, blank=True)
    text = models.CharField("tekst", max_length=4000, blank=True)
    view = models.CharField("wat de melder ervan vindt", max_length=4000, blank=True)
    who = models.CharField("wie dit zag of zei", max_length=120, blank=True)
    happened = models.CharField("wanneer", max_length=120, blank=True)
    part = models.CharField("welk deel", max_length=10, choices=Part, blank=True)
    step = models.CharField("welke stap", max_length=20, choices=Step, blank=True)
    granted = models.CharField("ingetrokken", max_length=3, choices=Granted, blank=True)
    withheld = models.BooleanField("niet laten doorklinken", default=False)
    # Nobody: it came from the reporter. A name here would tell who reports (P6).
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="van"
    )
    at = models.DateTimeField("op")
    trail_kind = "report"

    class Meta:
        verbose_name = "bericht van of aan de melder"
        verbose_name_plural = "berichten van of aan de melder"
        constraints = [
            *rules.MESSAGE_RULES,
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=Q(kind__in=FEEDBACK),
                name="feedback_is_given_once",
                violation_error_code="feedback_is_given_once",
                violation_error_message="Deze terugkoppeling is al gegeven.",
            ),
        ]
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def trail_number(self) -> str:
        return self.report.number

    @property
    def is_of_the_reporter(self) -> bool:
        return self.kind in FROM_THE_REPORTER

    @property
    def waits(self) -> bool:
        """Does this question, or this wish, wait for the other side?"""
        return self.kind in (Kind.QUESTION, Kind.WITHDRAWAL) and not hasattr(self, "reply")

    @property
    def is_new(self) -> bool:
        """Did the reporter write it, and has no colleague said yet that they saw it?"""
        return self.is_of_the_reporter and not hasattr(self, "reading")


class Reading(models.Model):
    """A colleague saw what the reporter wrote."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="reading")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gezien door")
    at = models.DateTimeField("gezien op")

    class Meta:
        verbose_name = "gezien bericht"
        verbose_name_plural = "geziene berichten"

    def __str__(self) -> str:
        return f"gezien {self.pk}"
