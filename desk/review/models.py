"""The second pair of eyes: decisions, remarks and replies. Every row is added and never changes."""

from django.conf import settings
from django.db import models

from desk.assessment.choices import Outcome, Question
from desk.assessment.models import Assessment
from desk.reports.models import Report
from desk.review import rules
from desk.review.choices import Verdict
from desk.roles import STAFF_ROLES
from desk.ruled import Ruled


class Decision(Ruled):
    report = models.ForeignKey(Report, models.PROTECT, related_name="decisions")
    # One verdict per proposal: a second one, by whomever, breaks here.
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="decision")
    verdict = models.CharField("besluit", max_length=10, choices=Verdict)
    outcome = models.CharField("uitkomst", max_length=30, choices=Outcome)
    remark = models.CharField("Toelichting", max_length=2000, blank=True)
    investigation_number = models.CharField("onderzoeksnummer", max_length=20, blank=True)
    conclude_by = models.DateField("afronden vóór", null=True, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_as = models.CharField("in de rol van", max_length=30, choices=STAFF_ROLES)
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints = rules.DECISION_RULES
        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_outcome_display()


class Remark(Ruled):
    """Something the second reader asks, tied to the answer it is about."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="remarks")
    question = models.CharField("Bij", max_length=10, choices=Question)
    text = models.CharField("Opmerking", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        constraints = rules.REMARK_RULES
        ordering = ("id",)

    def __str__(self) -> str:
        return f"opmerking {self.pk}"


class Reply(Ruled):
    """The counsellor's answer to a remark: one per remark."""

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="reply")
    text = models.CharField("Antwoord", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [rules.reply_says_something]

    def __str__(self) -> str:
        return f"antwoord {self.pk}"
