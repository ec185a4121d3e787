"""Ways into a file and what keeps people out of it. Rows are added and closed, never taken away."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from desk.reports.access import rules
from desk.reports.access.choices import CONSENT_LASTS, LASTS, Consented, Judgement, Sealed, Way
from desk.roles import STAFF_ROLES
from desk.ruled import Ruled

_USER = settings.AUTH_USER_MODEL


class Grant(Ruled):
    """Somebody looks in a file they do not work on: with a reason for four hours, in an emergency for one."""

    case_file = models.ForeignKey("reports.CaseFile", models.PROTECT, related_name="grants", verbose_name="dossier")
    worker = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="medewerker")
    way = models.CharField("hoe", max_length=12, choices=Way)
    reason = models.CharField("Waarom heeft u dit dossier nu nodig?", max_length=500)
    at = models.DateTimeField("gevraagd")
    judge_by = models.DateField("oordelen vóór")
    judgement = models.CharField("oordeel", max_length=12, choices=Judgement, blank=True)
    judged_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_as = models.CharField(max_length=30, choices=STAFF_ROLES, blank=True)
    remark = models.CharField("Toelichting", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "toegang"
        verbose_name_plural = "toegang"
        constraints = rules.GRANT_RULES
        indexes = [
            models.Index(fields=["worker", "case_file", "at"], name="grant_of_worker"),
            models.Index(fields=["judge_by"], name="grant_to_judge", condition=Q(judgement=Judgement.PENDING)),
        ]

    def __str__(self) -> str:
        return f"toegang {self.pk}"

    @property
    def trail_kind(self) -> str:
        return self.case_file.trail_kind

    @property
    def trail_number(self) -> str:
        return self.case_file.trail_number

    @property
    def until(self) -> datetime:
        return self.at + LASTS[self.way]

    @property
    def waits(self) -> bool:
        return self.judgement == Judgement.PENDING

    @property
    def is_emergency(self) -> bool:
        return self.way == Way.BREAK_GLASS


class Seal(Ruled):
    """A file that exists for the named people only."""

    case_file = models.ForeignKey("reports.CaseFile", models.PROTECT, related_name="seals", verbose_name="dossier")
    ground = models.CharField("Waarom verzegelen?", max_length=12, choices=Sealed)
    reason = models.CharField("Toelichting", max_length=500)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.CharField("Waarom kan de verzegeling eraf?", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "verzegeling"
        verbose_name_plural = "verzegelingen"
        constraints = [
            *rules.SEAL_RULES,
            models.UniqueConstraint(
                fields=["case_file"],
                condition=Q(lifted_at__isnull=True),
                name="one_seal_at_a_time",
                violation_error_code="one_seal_at_a_time",
                violation_error_message="Dit dossier is al verzegeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"verzegeling {self.pk}"


class Named(models.Model):
    """Somebody who still sees a sealed file."""

    seal = models.ForeignKey(Seal, models.CASCADE, related_name="names")
    person = models.ForeignKey(_USER, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "wie een verzegeld dossier ziet"
        verbose_name_plural = "wie een verzegeld dossier zien"
        constraints = [models.UniqueConstraint(fields=["seal", "person"], name="each_is_named_once")]

    def __str__(self) -> str:
        return f"bij verzegeling {self.seal_id}"


class Wall(Ruled):
    """A colleague who knows the people of a file: for them it does not exist, and only two others know why."""

    case_file = models.ForeignKey("reports.CaseFile", models.PROTECT, related_name="walls", verbose_name="dossier")
    worker = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="Voor wie bestaat dit niet?")
    reason = models.CharField("Waarom?", max_length=500)
    put_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    known_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="Wie weet dit ook?")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "muur"
        verbose_name_plural = "muren"
        constraints = [
            *rules.WALL_RULES,
            models.UniqueConstraint(
                fields=["case_file", "worker"],
                condition=Q(lifted_at__isnull=True),
                name="one_wall_at_a_time",
                violation_error_code="one_wall_at_a_time",
                violation_error_message="Voor deze collega staat de muur er al.",
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="wall_of_worker", condition=Q(lifted_at__isnull=True))]

    def __str__(self) -> str:
        return f"muur {self.pk}"

    @property
    def trail_kind(self) -> str:
        return self.case_file.trail_kind

    @property
    def trail_number(self) -> str:
        return self.case_file.trail_number


class Consent(Ruled):
    """A second person lets somebody see a shielded reporter, for four hours."""

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="consents", verbose_name="melding")
    worker = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="wie vraagt")
    reason = models.CharField("Waarom wilt u dit zien?", max_length=500)
    asked_at = models.DateTimeField("gevraagd")
    verdict = models.CharField("besluit", max_length=10, choices=Consented, blank=True)
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_as = models.CharField(max_length=30, choices=STAFF_ROLES, blank=True)
    remark = models.CharField("Toelichting", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        constraints = [
            *rules.CONSENT_RULES,
            models.UniqueConstraint(
                fields=["report", "worker"],
                condition=Q(verdict=Consented.PENDING),
                name="one_reveal_waits_at_a_time",
                violation_error_code="one_reveal_waits_at_a_time",
                violation_error_message="U vroeg dit al: het wacht nog op een tweede.",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="consent_waits", condition=Q(verdict=Consented.PENDING))]

    def __str__(self) -> str:
        return f"toestemming {self.pk}"

    @property
    def trail_kind(self) -> str:
        return self.report.trail_kind

    @property
    def trail_number(self) -> str:
        return self.report.trail_number

    @property
    def waits(self) -> bool:
        return self.verdict == Consented.PENDING

    @property
    def until(self) -> datetime | None:
        return self.decided_at + CONSENT_LASTS if self.decided_at else None
