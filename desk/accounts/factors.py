"""The second factor of a colleague, and the help of two colleagues for who lost it. No secret stands here readable."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from desk.accounts import rules
from desk.accounts.choices import Verdict
from desk.accounts.providers import Provider
from desk.ruled import Ruled

_USER = settings.AUTH_USER_MODEL


class AuthenticatorApp(models.Model):
    """The app on the phone of one colleague. What it shares with the desk is encrypted; see totp.py."""

    user = models.OneToOneField(_USER, models.CASCADE, related_name="+")
    sealed = models.TextField()
    # The moment, in steps of thirty seconds, of the last code that was taken: an older one counts no more.
    last_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "app met codes"
        verbose_name_plural = "apps met codes"

    def __str__(self) -> str:
        return "app met codes"


class Passkey(Ruled):
    """A passkey or security key: public parts only, the private part never leaves the device."""

    user = models.ForeignKey(_USER, models.CASCADE, related_name="+")
    name = models.CharField("naam", max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.TextField()
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "passkey"
        verbose_name_plural = "passkeys"
        constraints = rules.PASSKEY_RULES
        ordering: ClassVar[list[str]] = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """One of ten codes on paper, kept as a keyed hash; each lets its owner in once."""

    user = models.ForeignKey(_USER, models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "herstelcode"
        verbose_name_plural = "herstelcodes"

    def __str__(self) -> str:
        return "herstelcode"


class LinkedAccount(Ruled):
    """The account of the organisation with which somebody signs in; who that is there is kept as a keyed hash."""

    user = models.OneToOneField(_USER, models.CASCADE, related_name="+")
    # Of an organisation outside; without one it is the desk's own.
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="+", null=True, blank=True)
    issuer = models.CharField(max_length=500)
    subject_hash = models.CharField(max_length=64)
    linked_at = models.DateTimeField()
    # Since when it is certain that both are the same person: until then the second step of the desk is asked.
    proven_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "gekoppeld account"
        verbose_name_plural = "gekoppelde accounts"
        constraints = [
            *rules.LINK_RULES,
            models.UniqueConstraint(
                fields=["issuer", "subject_hash"],
                name="an_account_opens_one_desk",
                violation_error_code="an_account_opens_one_desk",
                violation_error_message="Dit account van de organisatie hoort al bij een andere medewerker.",
            ),
        ]

    def __str__(self) -> str:
        return "gekoppeld account"


class Recovery(Ruled):
    """Somebody lost every factor: the administrator asks, a team lead or privacy officer agrees.

    Both stand on the row with the role of that moment, so "two people, neither of them the person" is one CHECK.
    """

    person = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="medewerker")
    reason = models.CharField("Hoe weet u zeker dat het deze collega is?", max_length=500)
    asked_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    asked_role = models.CharField(max_length=30)
    asked_at = models.DateTimeField("gevraagd")
    verdict = models.CharField("besluit", max_length=10, choices=Verdict, default=Verdict.PENDING, blank=True)
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    decided_role = models.CharField(max_length=30, blank=True)
    decided_at = models.DateTimeField("besloten", null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField("code geldig tot", null=True, blank=True)
    # A new second factor was set up, or a later request took the place of this one.
    closed_at = models.DateTimeField("afgehandeld", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "herstel van toegang"
        verbose_name_plural = "herstel van toegang"
        constraints = [
            *rules.RECOVERY_RULES,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(verdict=Verdict.PENDING),
                name="one_recovery_waits_per_person",
                violation_error_code="one_recovery_waits_per_person",
                violation_error_message="Voor deze collega wacht al een verzoek op een tweede.",
            ),
        ]

    def __str__(self) -> str:
        return f"herstel {self.pk}"

    @property
    def trail_kind(self) -> str:
        return self.person.trail_kind

    @property
    def trail_number(self) -> str:
        return self.person.trail_number

    @property
    def waits(self) -> bool:
        return self.verdict == Verdict.PENDING
