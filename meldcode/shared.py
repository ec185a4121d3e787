"""What a reporter lets the designated officer of the own organisation see of a report; not there means: nothing."""

from django.db import models

from desk.ruled import Ruled
from meldcode import rules
from meldcode.people import Organisation
from meldcode.receipts import Receipt


class SharedReport(Ruled):
    """One for each report that is shared. Taking it back removes the row; the trail keeps both days."""

    receipt = models.OneToOneField(Receipt, models.CASCADE, related_name="+", primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField("gedeeld")
    with_copy = models.BooleanField("ook de kopie", default=False)
    # The copy sealed anew, for this organisation and this report; gone with the one of its sender.
    sealed_copy = models.TextField(blank=True)

    class Meta:
        verbose_name = "gedeelde melding"
        verbose_name_plural = "gedeelde meldingen"
        constraints = rules.SHARED_RULES
        indexes = [models.Index(fields=["organisation", "-shared_at", "-receipt"], name="shared_with_officer")]

    def __str__(self) -> str:
        return f"gedeelde melding {self.pk}"

    @property
    def trail_kind(self) -> str:
        return self.receipt.trail_kind

    @property
    def trail_number(self) -> str:
        return self.receipt.trail_number

    @property
    def mark(self) -> str:
        """What its copy is bound to, besides the organisation."""
        return f"shared:{self.receipt.journey}"
