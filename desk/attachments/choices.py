"""What a document with a report can be, and how far it came (Dutch)."""

from django.db import models

from desk.attachments.cleaning.verdict import Kind as Judged


class Kind(models.TextChoices):
    """By content; a photo of a phone (HEIC) is kept as JPEG."""

    PDF = Judged.PDF.value, "pdf"
    JPEG = Judged.JPEG.value, "foto"
    PNG = Judged.PNG.value, "afbeelding"
    TEXT = Judged.TEXT.value, "tekst"


class State(models.TextChoices):
    """Only a clean one is ever given to somebody."""

    QUARANTINED = "quarantined", "in quarantaine"
    UNSCANNED = "unscanned", "niet gescand"
    CLEAN = "clean", "schoon"
    REFUSED = "refused", "geweigerd"


# What still waits for the scanner: a desk that gets one later scans what came before it.
WAITING = frozenset({State.QUARANTINED, State.UNSCANNED})

# What a kind is called when it is given to a browser, which is told not to believe its own eyes (nosniff).
ENDING = {Kind.PDF: ".pdf", Kind.JPEG: ".jpg", Kind.PNG: ".png", Kind.TEXT: ".txt"}
SERVED_AS = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.TEXT: "text/plain; charset=utf-8",
}
