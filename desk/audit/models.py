"""What happened, by whom. Rows are added and never change: triggers on both databases refuse the rest."""

import uuid

from django.db import models

from desk.audit import rules
from desk.audit.choices import ACTS, WANTED, Outcome, Subject
from desk.audit.words import words_of


class Event(models.Model):
    """One act. Holds no content; the actor's name and role are those of that moment, so no foreign key.

    The key is random: a counted key would put an advice between two events that do carry a clock.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField("dag")
    at = models.DateTimeField("tijdstip", null=True, blank=True)
    act = models.CharField("handeling", max_length=40)
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome, default=Outcome.DONE)
    rule = models.CharField("regel die weigerde", max_length=80, blank=True)
    actor_id = models.BigIntegerField("medewerker", null=True, blank=True)
    actor_name = models.CharField("naam", max_length=80)
    actor_role = models.CharField("rol", max_length=40, blank=True)
    subject_kind = models.CharField("soort", max_length=20, choices=Subject, blank=True)
    subject = models.CharField("nummer", max_length=40, blank=True)
    reason = models.CharField("reden", max_length=500, blank=True)
    detail = models.CharField("bijzonderheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "regel in het logboek"
        verbose_name_plural = "logboek"
        constraints = rules.ROW_RULES
        indexes = [
            models.Index(fields=["day", "at"], name="event_day"),
            models.Index(fields=["subject", "at"], name="event_subject"),
        ]

    def __str__(self) -> str:
        return self.act

    @property
    def sentence(self) -> str:
        return ACTS[self.act][0].format(subject=self._about)

    @property
    def wish(self) -> str:
        """What a refused act would have been: '… wilde dossier C-2026-0388 openen'."""
        return WANTED[self.act].format(subject=self._about)

    @property
    def _about(self) -> str:
        return self.subject or ("een pagina" if self.act == "page_refused" else "zonder nummer")

    @property
    def is_reveal(self) -> bool:
        return self.act == "reporter_revealed" and self.outcome == Outcome.DONE

    @property
    def refused_for(self) -> list[str]:
        return words_of(self.rule)

    @property
    def is_refused(self) -> bool:
        return self.outcome == Outcome.REFUSED

    @property
    def icon(self) -> str:
        return "ban" if self.is_refused else ACTS[self.act][1]
