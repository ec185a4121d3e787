"""Whom a report is about. The reporter is never among them, unless the report says so."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F
from django.db.models.functions import Upper

from desk.reports import case_rules
from desk.reports.choices import Answer, PersonRole, RelationKind, Sex
from desk.ruled import Ruled

# `get_role_display` puts these together anew for each person of a list.
_ROLES = dict(PersonRole.choices)


class Household(models.Model):
    case_file = models.ForeignKey("reports.CaseFile", models.CASCADE, related_name="households")
    label = models.CharField("Naam van het huishouden", max_length=60, default="Huishouden")
    address = models.CharField("Straat en huisnummer", max_length=120, blank=True)
    postcode = models.CharField("Postcode", max_length=10, blank=True)
    place = models.CharField("Plaats", max_length=80, blank=True)
    composition = models.CharField("Bijzonderheden", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"huishouden {self.pk}"


class Person(Ruled):
    """A person concerned. Unknown is a valid person in every role; a birth date may be partial."""

    case_file = models.ForeignKey("reports.CaseFile", models.CASCADE, related_name="persons")
    household = models.ForeignKey(
        Household, models.SET_NULL, related_name="members", null=True, blank=True, verbose_name="Woont in"
    )
    role = models.CharField("Rol", max_length=30, choices=PersonRole)
    called = models.CharField("Wie is dit in het gezin?", max_length=60, blank=True)
    first_names = models.CharField("Voornamen", max_length=120, blank=True)
    prefix = models.CharField("Tussenvoegsel", max_length=20, blank=True)
    surname = models.CharField("Achternaam", max_length=120, blank=True)
    sex = models.CharField("Geslacht", max_length=10, choices=Sex, default=Sex.UNKNOWN)
    unborn = models.BooleanField("Nog niet geboren", default=False)
    birth_year = models.PositiveSmallIntegerField("Geboortejaar", null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField("Maand", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("Dag", null=True, blank=True)
    bsn = models.CharField("BSN", max_length=9, blank=True)
    phone = models.CharField("Telefoon", max_length=40, blank=True)
    whereabouts = models.CharField("Waar is deze persoon nu?", max_length=200, blank=True)
    language = models.CharField("Taal, tolk", max_length=80, blank=True)
    has_custody = models.CharField("Heeft gezag", max_length=10, choices=Answer, blank=True)
    school_or_gp = models.CharField("School, opvang of huisarts", max_length=120, blank=True)
    lives_elsewhere = models.BooleanField("Kind onder de 18 dat elders woont", default=False)
    is_reporter = models.BooleanField("Deze persoon meldt zelf", default=False)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded_on = models.DateField("vastgelegd op")
    inform_by = models.DateField("informeren vóór")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        constraints = case_rules.PERSON_RULES
        ordering = ("id",)
        # As the search asks it: without a difference between capitals and small letters, the newest file first. The
        # migration adds one more on PostgreSQL, for how a first name begins.
        indexes = [
            models.Index(
                Upper("surname"), F("case_file").desc(), "birth_year", Upper("prefix"), name="person_by_surname"
            ),
            models.Index(Upper("first_names"), F("case_file").desc(), "birth_year", name="person_by_first_names"),
        ]

    def __str__(self) -> str:
        return f"persoon {self.pk}"

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_names, self.prefix, self.surname) if part)

    @property
    def shown_as(self) -> str:
        """How the family calls this person, or else the role."""
        return self.called or _ROLES.get(self.role, self.role)

    def age_on(self, day: date) -> int | None:
        """Full years on `day`, from the earliest birth date that fits; None when unknown or unborn."""
        if self.unborn or self.birth_year is None:
            return None
        had_birthday = (self.birth_month or 1, self.birth_day or 1) <= (day.month, day.day)
        return max(day.year - self.birth_year - (0 if had_birthday else 1), 0)


class Relation(Ruled):
    """`person` is parent of, partner of, … `other`."""

    case_file = models.ForeignKey("reports.CaseFile", models.CASCADE, related_name="relations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="relations_from", verbose_name="Wie")
    kind = models.CharField("Relatie", max_length=20, choices=RelationKind)
    other = models.ForeignKey(Person, models.CASCADE, related_name="relations_to", verbose_name="Met wie")
    since = models.CharField("Sinds, of toelichting", max_length=60, blank=True)

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        constraints = [
            *case_rules.RELATION_RULES,
            models.UniqueConstraint(fields=["person", "kind", "other"], name="a_relation_is_drawn_once"),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_kind_display()
