"""The organisations to refer or hand over to, and the municipalities of the region. No persons."""

from datetime import date, timedelta

from django.db import models

from desk import codelists
from desk.accounts.models import Region
from desk.codes import CodesField
from desk.directory import rules
from desk.ruled import Ruled

STALE_AFTER = timedelta(days=90)


class Municipality(models.Model):
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="regio", related_name="municipalities")
    name = models.CharField("naam", max_length=80, unique=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"

    def __str__(self) -> str:
        return self.name


class Organisation(Ruled):
    """One entry of the directory; its numbers are data with the day they were last checked (domain.md 10.7)."""

    name = models.CharField("naam", max_length=120, unique=True)
    party = models.CharField("soort", max_length=30, choices=codelists.PARTIES.choices(), blank=True)
    what = models.CharField("waarvoor", max_length=200)
    themes = CodesField(codelists.TRAFFICKING_KINDS, verbose_name="past bij")
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    website = models.URLField("website", blank=True)
    opening = models.CharField("bereikbaar", max_length=120, blank=True)
    checked_on = models.DateField("nagezien op")
    in_use = models.BooleanField("in gebruik", default=True)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "organisation"

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "wegwijzer"
        constraints = rules.ROW_RULES

    def __str__(self) -> str:
        return self.name

    @property
    def trail_number(self) -> str:
        return f"O-{self.pk or 0:04d}"

    def is_stale(self, today: date) -> bool:
        return today - self.checked_on > STALE_AFTER
