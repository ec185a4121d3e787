"""The ways into a file, and what was found of them afterwards."""

from datetime import timedelta

from django.db import models


class Way(models.TextChoices):
    """No longer period can be asked: it hangs on the way in, not on a column."""

    REASON = "reason", "met een reden"
    BREAK_GLASS = "break_glass", "noodtoegang"


LASTS: dict[str, timedelta] = {Way.REASON: timedelta(hours=4), Way.BREAK_GLASS: timedelta(hours=1)}
CONSENT_LASTS = timedelta(hours=4)


class Judgement(models.TextChoices):
    PENDING = "", "wacht op oordeel"
    JUSTIFIED = "justified", "terecht"
    UNJUSTIFIED = "unjustified", "niet terecht"


class Sealed(models.TextChoices):
    OWN_STAFF = "own_staff", "Het gaat om een medewerker of iemand die een medewerker na staat"
    KNOWN_PERSON = "known_person", "Het gaat om iemand die veel mensen kennen"


class Consented(models.TextChoices):
    PENDING = "", "wacht op een tweede"
    GIVEN = "given", "toestemming"
    REFUSED = "refused", "geen toestemming"
