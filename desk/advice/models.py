"""Advice contacts. They know nobody (P1): no column and no foreign key here leads to a person, not even to a colleague.

Times are kept by the day, and keys are random: order within a day leads nowhere.
"""

import re
import secrets
import uuid

from django.db import models

from desk import codelists, guard
from desk.accounts.models import Team
from desk.advice import rules
from desk.advice.choices import Channel, Danger, DangerAction, Seeker, ShortKind, Theme
from desk.codes import CodesField
from desk.directory.models import Municipality, Organisation
from desk.ruled import Ruled

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_NUMBER = re.compile(rf"(A[- ]?)?([{_LETTERS}]{{8}})")
TEXT_LENGTH, REMARK_LENGTH, TAGS_LENGTH = 600, 300, 120
# Every column an advice can carry text in; each is read by the guard before the first statement that carries it (P1).
TEXTS = ("question_text", "advice_text", "referral_text", "tags")


def random_number() -> str:
    """Return an advice number that says nothing about when or after which other it was made."""
    return f"A-{_drawn()}"


def _drawn() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def number_in(typed: str) -> str:
    """Return the advice number that somebody typed, in any case; empty when it is none.

    Without its "A-" only with a digit in it: eight letters may be the name of a person.
    """
    found = _NUMBER.fullmatch(typed.strip().upper())
    if not found or not (found[1] or any(char.isdigit() for char in found[2])):
        return ""
    return f"A-{found[2]}"


class Advice(Ruled):
    """One advice, of one or more moments, open until it is closed."""

    # The key is made with the empty form: the same form sent twice is the same advice.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("nummer", max_length=12, unique=True, default=random_number)
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="team", related_name="+")
    opened_on = models.DateField("dag")
    closed_on = models.DateField("afgerond op", null=True, blank=True)
    half_year = models.CharField("halfjaar", max_length=6, blank=True)
    moments = models.PositiveSmallIntegerField("contactmomenten", default=1)
    danger = models.CharField("Is er nu direct gevaar?", max_length=10, choices=Danger)
    danger_action = models.CharField("Wat is er gedaan?", max_length=20, choices=DangerAction, blank=True)
    channel = models.CharField("Hoe komt de vraag binnen?", max_length=10, choices=Channel)
    seeker = models.CharField("Wie vraagt advies?", max_length=20, choices=Seeker)
    capacity = models.CharField("Hoedanigheid", max_length=5, choices=codelists.CAPACITIES.choices())
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="Gemeente", related_name="+", null=True, blank=True
    )
    occasions = CodesField(codelists.OCCASIONS, verbose_name="Aanleiding")
    natures = CodesField(codelists.NATURES, verbose_name="Aard van het geweld")
    trafficking = models.CharField(
        "Zijn er signalen van mensenhandel?", max_length=20, choices=Theme, default=Theme.NOT_DISCUSSED
    )
    trafficking_kinds = CodesField(codelists.TRAFFICKING_KINDS, verbose_name="Vormen")
    questions = CodesField(codelists.QUESTIONS, verbose_name="Wat wil de beller weten?")
    question_text = models.CharField("De situatie", max_length=TEXT_LENGTH, blank=True)
    advice_given = CodesField(codelists.ADVICE_GIVEN, verbose_name="Wat adviseert u?")
    advice_text = models.CharField("Toelichting", max_length=TEXT_LENGTH, blank=True)
    referrals = models.ManyToManyField(
        Organisation, verbose_name="Verwijzen naar", through="Referral", related_name="+", blank=True
    )
    referral_text = models.CharField("Toelichting bij de verwijzing", max_length=REMARK_LENGTH, blank=True)
    tags = models.CharField("Trefwoorden", max_length=TAGS_LENGTH, blank=True)
    code_hash = models.CharField("code van de beller", max_length=64, null=True, blank=True, unique=True)
    version = models.PositiveIntegerField(default=1)
    trail_kind = "advice"

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        constraints = rules.ADVICE_RULES
        indexes = [
            models.Index(fields=["team", "closed_on", "opened_on"], name="advice_of_team"),
            models.Index(fields=["team", "half_year", "-closed_on", "number"], name="advice_of_half_year"),
            models.Index(fields=["team", "-opened_on", "number"], name="advice_newest"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def trail_number(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Referral(models.Model):
    """To whom a caller was referred. Its key is random too: counted keys would put the advices of a day in order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advice = models.ForeignKey(Advice, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        constraints = [models.UniqueConstraint(fields=["advice", "organisation"], name="a_referral_is_made_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Doubt(Ruled):
    """The guard asked about something, and the colleague said that it points to nobody: of which kind, how often.

    The words themselves stand in the text of the advice and nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advice = models.ForeignKey(Advice, models.CASCADE, related_name="passed")
    kind = models.CharField("soort", max_length=20, choices=guard.LABELS.items())
    count = models.PositiveSmallIntegerField("aantal")

    class Meta:
        verbose_name = "nagekeken vraag"
        verbose_name_plural = "nagekeken vragen"
        constraints = [
            models.UniqueConstraint(fields=["advice", "kind"], name="a_doubt_is_counted_once"),
            *rules.DOUBT_RULES,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.count}"


class ShortContact(Ruled):
    """A silent call, a hang-up, a wrong number or a question outside our task: a count, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="team", related_name="+")
    day = models.DateField("dag")
    kind = models.CharField("soort", max_length=20, choices=ShortKind)
    trail_kind = "advice"
    trail_number = ""

    class Meta:
        verbose_name = "kort contact"
        verbose_name_plural = "korte contacten"
        constraints = rules.SHORT_CONTACT_RULES

    def __str__(self) -> str:
        return self.get_kind_display()
