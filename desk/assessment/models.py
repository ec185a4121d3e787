"""The three questions of a report, in versions: what was proposed stays, a change is a new version."""

from typing import Any

from django.conf import settings
from django.db import models

from desk import codelists
from desk.accounts.models import User
from desk.assessment import rules
from desk.assessment.choices import (
    Answer,
    CircleCan,
    GroundKind,
    Outcome,
    Physician,
    State,
    Unsafe,
)
from desk.audit.histories import TiedHistory
from desk.codes import CodesField
from desk.reports.models import Report
from desk.roles import STAFF_ROLES
from desk.ruled import Ruled


class Assessment(Ruled):
    report = models.ForeignKey(Report, models.CASCADE, related_name="assessments")
    number = models.PositiveSmallIntegerField("versie", default=1)
    state = models.CharField("status", max_length=12, choices=State, default=State.DRAFT)

    unsafe = models.CharField("Is er sprake van onveiligheid?", max_length=10, choices=Unsafe, blank=True)
    explanation = models.CharField("Waaruit blijkt dat?", max_length=4000, blank=True)
    acute = models.CharField("Acuut", max_length=10, choices=Answer, blank=True)
    structural = models.CharField("Structureel", max_length=10, choices=Answer, blank=True)
    disclosure = models.CharField("Onthulling", max_length=10, choices=Answer, blank=True)
    established = models.CharField("Staat vast wat er is gebeurd?", max_length=10, choices=Answer, blank=True)
    immediate_action = models.CharField("Wat is er nu meteen gedaan?", max_length=2000, blank=True)
    medical_triggers = CodesField(codelists.MEDICAL_TRIGGERS, verbose_name="Speelt een van deze dingen?")
    physician = models.CharField("Is de vertrouwensarts gevraagd?", max_length=12, choices=Physician, blank=True)
    no_physician_reason = models.CharField("Waarom niet?", max_length=1000, blank=True)

    own_strength = models.CharField("Wat kunnen zij zelf?", max_length=2000, blank=True)
    network = models.CharField("Wie om hen heen kan helpen?", max_length=2000, blank=True)
    professional_help = models.CharField("Welke hulp is nodig voor herstel?", max_length=2000, blank=True)
    safety_conditions = models.CharField("Wat is nodig voor de veiligheid nu?", max_length=2000, blank=True)
    circle_can = models.CharField("Kan de kring zelf iets doen?", max_length=10, choices=CircleCan, blank=True)
    cooperates = models.CharField("Werken betrokkenen mee?", max_length=10, choices=Answer, blank=True)

    parties = CodesField(codelists.PARTIES, verbose_name="Wie kan dit het best?")
    contacts = models.JSONField("Wie wij daar bellen", default=dict, blank=True)
    stays_here = models.BooleanField("Veilig Thuis houdt het zelf", default=False)
    regional_task = models.BooleanField("De regio heeft hiervoor een eigen aanpak", default=False)

    expected = models.CharField("volgt uit de tabel", max_length=30, choices=Outcome, blank=True)
    outcome = models.CharField("Besluit", max_length=30, choices=Outcome, blank=True)
    deviation_reason = models.CharField("Waarom wijkt u af?", max_length=2000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = TiedHistory()
    _history_user: User | None

    class Meta:
        verbose_name = "veiligheidsbeoordeling"
        verbose_name_plural = "veiligheidsbeoordelingen"
        constraints = [
            *rules.ASSESSMENT_RULES,
            models.UniqueConstraint(fields=["report", "number"], name="assessment_number_is_unique"),
            # Two drafts side by side would overwrite each other's thoughts.
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(state__in=[State.DRAFT, State.PROPOSED]),
                name="one_assessment_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"

    @property
    def trail_kind(self) -> str:
        return self.report.trail_kind

    @property
    def trail_number(self) -> str:
        return self.report.trail_number

    @property
    def team(self) -> Any:
        return self.report.team

    @property
    def deviates(self) -> bool:
        return self.outcome != self.expected


class Ground(Ruled):
    """Why the answer to question 1 is what it is: fact, statement or interpretation, with source and date."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="grounds")
    kind = models.CharField("Soort", max_length=20, choices=GroundKind)
    text = models.CharField("Wat", max_length=2000)
    source = models.CharField("Bron", max_length=120)
    dated = models.DateField("Datum")
    withheld = models.BooleanField("Niet laten doorklinken", default=False)

    class Meta:
        verbose_name = "grond"
        verbose_name_plural = "gronden"
        constraints = rules.GROUND_RULES
        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_kind_display()


class Consultation(Ruled):
    """An expert was asked, without getting the file: question, advice, and who gave it. Added, never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="consultations")
    expert = models.CharField("Wie", max_length=60)
    discipline = models.CharField("Deskundige", max_length=30, choices=STAFF_ROLES)
    question = models.CharField("Uw vraag, zonder namen", max_length=2000)
    advice = models.CharField("Het advies", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission = models.UUIDField(unique=True)

    class Meta:
        verbose_name = "overleg met een deskundige"
        verbose_name_plural = "overleg met deskundigen"
        constraints = rules.CONSULTATION_RULES
        ordering = ("id",)

    def __str__(self) -> str:
        return f"overleg {self.pk}"
