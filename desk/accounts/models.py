"""Who works here: region, team and staff. Reporters and persons concerned are never accounts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from desk.accounts import rules
from desk.accounts.factors import AuthenticatorApp, LinkedAccount, Passkey, Recovery, RecoveryCode
from desk.accounts.providers import Provider
from desk.accounts.session_store import Session
from desk.audit.people import number
from desk.roles import CASE_ROLES, STAFF, Role
from desk.ruled import Ruled


class Region(models.Model):
    name = models.CharField("naam", max_length=80, unique=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="regio", related_name="teams")
    name = models.CharField("naam", max_length=80)

    class Meta:
        verbose_name = "team"
        verbose_name_plural = "teams"
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="team_name_is_unique_in_region")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        """The wall needs team and region at every page."""
        return super().get_queryset().select_related("team__region", "region")

    def staff(self) -> models.QuerySet["User"]:
        """Who works at the desk, or did: without the professionals of the portal."""
        return self.filter(role__in=STAFF)

    def active(self) -> models.QuerySet["User"]:
        return self.filter(is_active=True)


class User(Ruled, AbstractBaseUser):
    """A colleague, or a professional of the portal. One person, one role, one account; it is never reused."""

    username = models.CharField("gebruikersnaam", max_length=60, unique=True)
    display_name = models.CharField("naam op het scherm", max_length=60)
    role = models.CharField("rol", max_length=30, choices=Role)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="regio")
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="team", null=True, blank=True)
    is_active = models.BooleanField("in dienst", default=True)
    shortcuts_on = models.BooleanField("sneltoetsen", default=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    trail_kind = "account"
    objects = UserManager()

    class Meta:
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"
        constraints = rules.ROW_RULES

    def __str__(self) -> str:
        return self.display_name

    @property
    def trail_number(self) -> str:
        return number(self.pk or 0)

    @property
    def works_cases(self) -> bool:
        return self.role in CASE_ROLES

    def get_short_name(self) -> str:
        return self.display_name

    def clean(self) -> None:
        super().clean()
        if self.team and self.team.region_id != self.region_id:
            self.region = self.team.region

    def has_perms(self, *_: Any) -> bool:
        """Rights are the functions of permissions.py, never rows in a table."""
        return False


__all__ = [
    "AuthenticatorApp", "LinkedAccount", "Passkey", "Provider", "Recovery", "RecoveryCode", "Region", "Session", "Team",
    "User", "UserManager",
]  # fmt: skip
