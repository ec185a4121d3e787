"""Who reports. One row holds role, disclosure, grounds, stamps and contact data, so each identity rule is one CHECK.

No history, no list, no speaking __str__: the one door is actions (reveal_reporter, with a reason).
"""

from django.conf import settings
from django.db import models

from desk import codelists
from desk.reports import rules
from desk.reports.choices import Answer, Disclosure, ReporterKind, ShieldGround, Verdict
from desk.roles import STAFF_ROLES, Role
from desk.ruled import Ruled


class Reporter(Ruled):
    report = models.OneToOneField("reports.Report", models.CASCADE, related_name="+", primary_key=True)
    kind = models.CharField("Wie meldt?", max_length=20, choices=ReporterKind)
    capacity = models.CharField("Hoedanigheid", max_length=5, choices=codelists.CAPACITIES.choices())
    disclosure = models.CharField("Wat weet het gezin over de melder?", max_length=10, choices=Disclosure)

    name = models.CharField("Naam", max_length=120, blank=True)
    organisation = models.CharField("Organisatie", max_length=120, blank=True)
    function = models.CharField("Functie", max_length=120, blank=True)
    phone = models.CharField("Telefoon", max_length=40, blank=True)
    email = models.EmailField("E-mail", blank=True)
    postal_address = models.CharField("Adres", max_length=200, blank=True)
    reachable = models.CharField("Goed bereikbaar", max_length=120, blank=True)
    relation = models.CharField("Relatie tot de personen", max_length=120, blank=True)
    second_contact = models.CharField("Tweede contact of aandachtsfunctionaris", max_length=120, blank=True)
    wants_feedback = models.BooleanField("Wil bericht over wat er gebeurt", default=True)
    stays_involved = models.BooleanField("Blijft betrokken", default=False)

    consent_on = models.DateField("Toestemming gegeven op", null=True, blank=True)
    cannot_be_traced = models.CharField(
        "Is de melding echt niet te herleiden?", max_length=10, choices=Answer, blank=True
    )
    pros_and_cons_discussed = models.CharField(
        "Zijn de voor- en nadelen besproken?", max_length=10, choices=Answer, blank=True
    )
    unknown_reason = models.CharField("Waarom wil de melder onbekend blijven?", max_length=1000, blank=True)

    ex_officio_reason = models.CharField("Waarom meldt Veilig Thuis zelf?", max_length=1000, blank=True)

    shield_ground = models.CharField(
        "Waarom moet de naam verborgen blijven?", max_length=20, choices=ShieldGround, blank=True
    )
    shield_explanation = models.CharField("Waar blijkt dat uit?", max_length=2000, blank=True)
    # Where somebody of the portal wants to be called to agree on safety: a wish, and no agreement yet.
    safety_phone = models.CharField("Te bellen voor een afspraak over veiligheid", max_length=40, blank=True)
    safety_agreement = models.CharField("Afspraak over veiligheid met de melder", max_length=2000, blank=True)
    withheld = models.CharField(
        "Wat mag het gezin ook niet horen, omdat het naar de melder wijst?", max_length=2000, blank=True
    )
    review_on = models.DateField("Opnieuw bekijken op", null=True, blank=True)

    verdict = models.CharField("Besluit", max_length=10, choices=Verdict, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_as = models.CharField(max_length=30, choices=STAFF_ROLES, blank=True)
    verdict_reason = models.CharField("Toelichting", max_length=1000, blank=True)
    disclosed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "melder"
        verbose_name_plural = "melders"
        constraints = rules.REPORTER_RULES
        indexes = [
            models.Index(
                fields=["asked_at", "report", "disclosure", "asked_by"],
                name="reporter_asked",
                condition=models.Q(verdict=Verdict.PENDING),
            ),
            models.Index(
                fields=["review_on"],
                name="reporter_to_review",
                condition=models.Q(verdict=Verdict.APPROVED, disclosure=Disclosure.SHIELDED),
            ),
        ]

    def __str__(self) -> str:
        return "melder"

    @property
    def trail_kind(self) -> str:
        return self.report.trail_kind

    @property
    def trail_number(self) -> str:
        return self.report.trail_number

    @property
    def asked_by_words(self) -> str:
        """Who asked for the shield: of the reporter in person no name, for that is what the shield hides."""
        if self.asked_by and self.asked_by.role == Role.PROFESSIONAL:
            return "de melder zelf, in het portaal"
        return self.asked_by.display_name if self.asked_by else ""

    @property
    def is_hidden(self) -> bool:
        """Nothing that leaves the desk may show this reporter (P6)."""
        return self.disclosure != Disclosure.OPEN
