"""How somebody proves who they are, and what became of a request to let them in again (Dutch)."""

from django.db import models


class Factor(models.TextChoices):
    APP = "app", "een code uit de app"
    PASSKEY = "passkey", "een passkey"
    RECOVERY = "recovery", "een herstelcode"
    COLLEAGUES = "colleagues", "de hulp van twee collega's"
    PROVIDER = "provider", "het account van de organisatie"


class Verdict(models.TextChoices):
    PENDING = "", "wacht op een tweede"
    AGREED = "agreed", "akkoord"
    REFUSED = "refused", "niet akkoord"
