"""What a token is for (Dutch)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TokenPurpose(models.TextChoices):
    """One token does one thing: who may send reads nothing, and who may read sends nothing."""

    SEND = "melden", _("Meldingen versturen")
    FOLLOW = "status", _("Status van verstuurde meldingen lezen")
