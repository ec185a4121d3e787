"""The own circle of colleagues as keyed hashes, the days that were looked into, and the alarms."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from desk.oversight import rules
from desk.oversight.choices import Kind, Trait, Verdict
from desk.roles import STAFF_ROLES
from desk.ruled import Ruled

_USER = settings.AUTH_USER_MODEL


class Circle(models.Model):
    """The own circle of one colleague is known, since when; what it is cannot be read back."""

    user = models.OneToOneField(_USER, models.CASCADE, related_name="+", verbose_name="medewerker")
    entered_at = models.DateTimeField("ingevuld op")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "eigen kring"
        verbose_name_plural = "eigen kringen"

    def __str__(self) -> str:
        return f"eigen kring {self.pk}"


class Mark(Ruled):
    """One surname, home or birth date of a circle, as a keyed hash (marks.py)."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="marks")
    trait = models.CharField("kenmerk", max_length=10, choices=Trait)
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = "kenmerk"
        verbose_name_plural = "kenmerken"
        constraints = [
            *rules.MARK_RULES,
            models.UniqueConstraint(fields=["circle", "mark"], name="a_mark_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"kenmerk {self.pk}"


class ReviewedDay(models.Model):
    """The looks of this day were held against the rules; a day is done once."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "nagekeken dag"
        verbose_name_plural = "nagekeken dagen"

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}"


class Alarm(Ruled):
    """A rule asks the privacy officer to have a look. `subject` is the number of a file; a crowd has no one worker."""

    kind = models.CharField("regel", max_length=20, choices=Kind)
    worker = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="collega", null=True, blank=True)
    subject = models.CharField("nummer", max_length=40, blank=True)
    day = models.DateField("dag")
    evidence = models.CharField("waarom", max_length=500)
    raised_at = models.DateTimeField("gezien op")
    verdict = models.CharField("Oordeel", max_length=20, choices=Verdict, default=Verdict.PENDING, blank=True)
    words = models.CharField("In uw eigen woorden", max_length=1000, blank=True)
    judged_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    judged_role = models.CharField(max_length=30, blank=True, choices=STAFF_ROLES)
    judged_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "trail"

    class Meta:
        verbose_name = "alarm"
        verbose_name_plural = "alarmen"
        constraints = [
            *rules.ALARM_RULES,
            # Twice over the same day is one alarm. A crowd has no worker, and NULL differs from NULL.
            models.UniqueConstraint(fields=["kind", "worker", "subject", "day"], name="an_alarm_is_raised_once"),
            models.UniqueConstraint(
                fields=["kind", "subject", "day"], condition=Q(worker__isnull=True), name="a_crowd_is_raised_once"
            ),
        ]
        indexes = [models.Index(fields=["verdict", "-day"], name="alarm_verdict")]
        ordering: ClassVar[list[str]] = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.trail_number

    @property
    def trail_number(self) -> str:
        return f"AL-{self.pk or 0:05d}"

    @property
    def next_day(self) -> date:
        """The night belongs to the day before."""
        return self.day + timedelta(days=1)

    @property
    def is_open(self) -> bool:
        return self.verdict == Verdict.PENDING
