"""What kind of organisation reports, and why a link was mailed (Dutch)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """The groups of the Meldcode; each has a weighing framework of its own, in a file of this name (domain.md 4.4)."""

    GP = "gp", _("Huisarts")
    PHYSICIAN = "physician", _("Arts, anders dan huisarts")
    NURSE = "nurse", _("Verpleging en verzorging")
    MENTAL_HEALTH = "mental_health", _("GGZ")
    PRIMARY_EDUCATION = "primary_education", _("Basisonderwijs")
    SECONDARY_EDUCATION = "secondary_education", _("Voortgezet onderwijs")
    OTHER_EDUCATION = "other_education", _("Onderwijs, anders")
    SCHOOL_ATTENDANCE = "school_attendance", _("Leerplicht")
    CHILDCARE = "childcare", _("Kinderopvang")
    YOUTH_CARE = "youth_care", _("Jeugdhulp")
    SOCIAL_SUPPORT = "social_support", _("Maatschappelijke ondersteuning")
    POLICE = "police", _("Politie")
    JUSTICE = "justice", _("Justitie")
    OTHER = "other", _("Anders")


class Purpose(models.TextChoices):
    """Why somebody gets a link that counts once."""

    INVITED = "invited", "uitgenodigd"
    ASKED = "asked", "zelf gevraagd"
    PASSWORD = "password", "nieuw wachtwoord"


class Mails(models.TextChoices):
    """When somebody gets a mail that there is something new; never what it is."""

    EACH = "each", _("Bij elk bericht")
    DAILY = "daily", _("Hoogstens één keer per dag")
    NONE = "none", _("Nooit")
