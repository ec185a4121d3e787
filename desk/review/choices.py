"""What the second pair of eyes may say."""

from django.db import models


class Verdict(models.TextChoices):
    CONFIRMED = "confirmed", "Bevestigd"
    RETURNED = "returned", "Teruggestuurd"
