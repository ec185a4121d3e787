"""To whom the name of a shielded reporter may be told: each receiver apart, dated, and taken back at will.

The family is none of them: they hear the name when the reporter is open after all, and that is one way (secrecy.py).
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from desk.reports import sharing_rules
from desk.reports.choices import Disclosure, Receiver
from desk.reports.identity import Reporter
from desk.ruled import Ruled

# The words on the page of the portal. Whoever changes them gives them a new day.
WORDS = "28-11-2026"


class Sharing(Ruled):
    """One consent. It is never changed: it ends, and a new one is given."""

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="sharings")
    receiver = models.CharField("Wie de naam van de melder mag weten", max_length=20, choices=Receiver)
    words = models.CharField("Tekst waarmee is gevraagd", max_length=20)
    given_at = models.DateTimeField("toestemming gegeven")
    withdrawn_at = models.DateTimeField("ingetrokken", null=True, blank=True)

    class Meta:
        verbose_name = "toestemming om de naam te delen"
        verbose_name_plural = "toestemmingen om de naam te delen"
        constraints = [
            *sharing_rules.SHARING_RULES,
            models.UniqueConstraint(
                fields=["report", "receiver"], condition=Q(withdrawn_at__isnull=True), name="one_consent_per_receiver"
            ),
        ]
        ordering = ("given_at", "id")

    def __str__(self) -> str:
        return f"toestemming {self.pk}"


def shared_with(report_id: int) -> list[Sharing]:
    """The consents that count now, the oldest first; a shield that was lifted leaves none that matter."""
    return list(Sharing.objects.filter(report_id=report_id, withdrawn_at__isnull=True))


def give(report_id: int, receiver: str, *, at: datetime) -> Sharing:
    """Keep that this receiver may know the name; given twice it is one consent. Part of an action.

    Raises Refused (not shielded), ValidationError (a receiver that is not known).
    """
    reporter = Reporter.objects.select_for_update().get(pk=report_id)
    sharing_rules.only_a_shielded_name_is_shared_apart(reporter.disclosure == Disclosure.SHIELDED)
    given = Sharing.objects.filter(report_id=report_id, receiver=receiver, withdrawn_at__isnull=True).first()
    if given is None:
        given = Sharing(report_id=report_id, receiver=receiver, words=WORDS, given_at=at)
        given.full_clean()
        given.save(force_insert=True)
    return given


def take_back(report_id: int, receiver: str, *, at: datetime) -> None:
    """End this consent; whoever was told knows it still. Part of an action. Raises Refused when there is none."""
    given = Sharing.objects.filter(report_id=report_id, receiver=receiver, withdrawn_at__isnull=True)
    sharing_rules.what_was_given_is_taken_back(given.update(withdrawn_at=at) == 1)


def end_all(report_id: int, *, at: datetime) -> None:
    """End what counts still: the shield it belonged to is gone. Part of an action."""
    Sharing.objects.filter(report_id=report_id, withdrawn_at__isnull=True).update(withdrawn_at=at)
