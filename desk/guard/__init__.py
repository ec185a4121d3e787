"""Finds personal data in Dutch text: no Django, no network, and nothing that was read is kept or logged."""

from desk.guard.findings import Finding
from desk.guard.known import mentions, places_of
from desk.guard.lexicon import use, warm
from desk.guard.mail import body_of
from desk.guard.public import Public, public
from desk.guard.said import LABELS
from desk.guard.scan import find
from desk.guard.timing import told_how_long

__all__ = [
    "LABELS", "Finding", "Public", "body_of", "find", "mentions", "places_of", "public", "told_how_long", "use",
    "warm",
]  # fmt: skip
