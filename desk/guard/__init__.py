"""Finds personal data in Dutch text: no Django, no network, and nothing that was read is kept or logged."""

from desk.guard.findings import LABELS, Finding
from desk.guard.scan import find

__all__ = ["LABELS", "Finding", "find"]
