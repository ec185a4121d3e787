"""The register: which file was destroyed, when, by which rule and by which two people. It holds no content."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from desk.accounts.models import Team
from desk.reports.models import CaseFile
from desk.retention import rules
from desk.retention.choices import Verdict, Warned
from desk.roles import Role
from desk.ruled import Ruled

_USER = settings.AUTH_USER_MODEL


class Destruction(Ruled):
    """A proposal to destroy one case file, and what became of it. The file is named by its number: it goes."""

    case_number = models.CharField("dossier", max_length=20)
    reports = models.CharField("meldingen", max_length=2000)
    persons = models.PositiveIntegerField("personen")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name="team")
    last_change = models.DateField("laatste wijziging")
    keep_until = models.DateField("bewaard tot en met")
    term = models.CharField("volgens", max_length=200)
    warned = models.CharField("Zijn de betrokkenen gewaarschuwd?", max_length=3, choices=Warned)
    warned_on = models.DateField("Gewaarschuwd op", null=True, blank=True)
    not_warned_reason = models.CharField("Waarom niet?", max_length=500, blank=True)
    proposed_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="voorgesteld door")
    proposed_at = models.DateTimeField("voorgesteld")
    verdict = models.CharField("besluit", max_length=10, choices=Verdict, default=Verdict.PENDING)
    reason = models.CharField("Waarom langer bewaren?", max_length=1000, blank=True)
    kept_longer_until = models.DateField("Bewaren tot en met", null=True, blank=True)
    decided_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField("besloten", null=True, blank=True)
    decided_as = models.CharField(max_length=30, choices=Role, blank=True)
    # Sealed, or behind a wall, when it went: of such a file the register is for privacy officers alone.
    was_hidden = models.BooleanField("was verzegeld of had een muur", default=False)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "case_file"

    class Meta:
        verbose_name = "vernietiging"
        verbose_name_plural = "vernietigingen"
        constraints = [
            *rules.DESTRUCTION_RULES,
            models.UniqueConstraint(
                fields=["case_number"],
                condition=Q(verdict__in=[Verdict.PENDING, Verdict.DESTROYED]),
                name="a_file_is_destroyed_once",
                violation_error_code="a_file_is_destroyed_once",
                violation_error_message="Dit dossier is al voorgesteld, of al vernietigd.",
            ),
        ]
        indexes = [models.Index(fields=["team", "verdict", "-decided_at"], name="destruction_of_team")]
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.case_number

    @property
    def trail_number(self) -> str:
        return self.case_number

    @property
    def waits(self) -> bool:
        return self.verdict == Verdict.PENDING

    @property
    def file(self) -> CaseFile | None:
        """The file itself, while it is there."""
        return CaseFile.objects.select_related("team").filter(number=self.case_number).first()
