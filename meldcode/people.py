"""Who reports by the portal: organisations, the professionals who work there, and the links that let them in."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from desk.accounts.models import Provider, Region, User
from desk.roles import Role
from desk.ruled import Ruled
from meldcode import rules
from meldcode.choices import Group, Mails, Purpose

_USER = settings.AUTH_USER_MODEL


class Organisation(Ruled):
    """A school, a practice, a team of the police: whoever must work by the Meldcode in this region."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="regio", related_name="+")
    name = models.CharField("naam", max_length=120)
    group = models.CharField("beroepsgroep", max_length=30, choices=Group)
    in_use = models.BooleanField("doet mee", default=True)
    # With which account its people sign in, when they have one.
    provider = models.OneToOneField(Provider, models.SET_NULL, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "organisation"

    class Meta:
        verbose_name = "organisatie in het portaal"
        verbose_name_plural = "organisaties in het portaal"
        constraints = [
            *rules.ORGANISATION_RULES,
            models.UniqueConstraint(
                fields=["region", "name"],
                name="organisation_is_entered_once",
                violation_error_code="organisation_is_entered_once",
                violation_error_message="Deze organisatie staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def trail_number(self) -> str:
        return f"P-{self.pk or 0:04d}"


class MailDomain(Ruled):
    """What stands behind the @ of an organisation's addresses. One domain leads to one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="domains")
    name = models.CharField("domein", max_length=120, unique=True)

    class Meta:
        verbose_name = "domein"
        verbose_name_plural = "domeinen"
        constraints = rules.DOMAIN_RULES
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Professional(Ruled):
    """Where somebody works and how the desk calls them back. One person, one organisation; who left keeps no access."""

    user = models.OneToOneField(_USER, models.PROTECT, related_name="professional")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    function = models.CharField("functie", max_length=80, blank=True)
    work_phone = models.CharField("telefoon op het werk", max_length=30, blank=True)
    work_email = models.EmailField("e-mailadres van het werk", max_length=60, blank=True)
    is_officer = models.BooleanField("aandachtsfunctionaris", default=False)
    since = models.DateTimeField("sinds")
    until = models.DateTimeField("tot", null=True, blank=True)
    mails = models.CharField("Wanneer wilt u een mail?", max_length=5, choices=Mails, default=Mails.EACH)
    mailed_at = models.DateTimeField("laatst gemaild", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "professional"
        verbose_name_plural = "professionals"
        constraints = rules.PROFESSIONAL_RULES

    def __str__(self) -> str:
        return f"professional {self.pk}"

    @property
    def trail_kind(self) -> str:
        return self.user.trail_kind

    @property
    def trail_number(self) -> str:
        return self.user.trail_number


class Gone(models.Model):
    """The mark of somebody who left: a keyed hash of their address, or of their account at the provider (gone.py)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = "wie wegging"
        verbose_name_plural = "wie weggingen"
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="who_left_is_noted_once")]

    def __str__(self) -> str:
        return f"wie wegging {self.pk}"


class Invitation(Ruled):
    """A link that counts once, to an address of work. Who reads this table can make no link of it (links.py)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=Purpose)
    email = models.EmailField("e-mailadres van het werk", max_length=60)
    is_officer = models.BooleanField("aandachtsfunctionaris", default=False)
    # Who gets a new password; empty for a link that makes an account.
    account = models.ForeignKey(_USER, models.CASCADE, related_name="+", null=True, blank=True)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField("gemaakt")
    until = models.DateTimeField("geldig tot")
    mailed_at = models.DateTimeField("gemaild", null=True, blank=True)
    closed_at = models.DateTimeField("gebruikt of ingetrokken", null=True, blank=True)

    class Meta:
        verbose_name = "link"
        verbose_name_plural = "links"
        constraints = rules.INVITATION_RULES

    def __str__(self) -> str:
        return f"link {self.pk}"

    def counts(self, at: datetime) -> bool:
        """Does this link still open something?"""
        return self.closed_at is None and at < self.until and self.organisation.in_use

    @property
    def trail_kind(self) -> str:
        return self.organisation.trail_kind

    @property
    def trail_number(self) -> str:
        return self.organisation.trail_number


def membership(user: User) -> Professional | None:
    """Return where `user` works now; None for staff, for who left, and when the organisation takes no part any more.

    Asks the database once for each user object.
    """
    if user.role != Role.PROFESSIONAL:
        return None
    if "_membership" not in user.__dict__:
        found = Professional.objects.select_related("organisation__region", "user")
        here = Q(until__isnull=True, organisation__in_use=True)
        user.__dict__["_membership"] = found.filter(here, user_id=user.pk).first()
    return user.__dict__["_membership"]
