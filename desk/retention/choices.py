"""How a proposal to destroy a case file ends."""

from django.db import models


class Verdict(models.TextChoices):
    PENDING = "pending", "wacht op besluit"
    DESTROYED = "destroyed", "vernietigd"
    KEPT = "kept", "langer bewaard"


class Warned(models.TextChoices):
    """Were the persons concerned told, so that they could still see or copy the file?"""

    YES = "yes", "Ja"
    NO = "no", "Nee"
