"""What the guard finds in our own marked notes, per set of notes and per kind of detail."""

from typing import Any

from desk.guard import find
from tests.bench.amount import Amount
from tests.desk.guard.marked import Measured, measured, notes

# The notes kept apart come when they are there; a set without notes is no column.
SETS: dict[str, tuple[str, ...]] = {
    "tuned": ("tuned_[a-eg-j]",),
    "hard": ("tuned_f",),
    "disguised": ("tuned_disguised",),
    "kept apart": ("apart",),
    "kept apart, disguised": ("apart_disguised",),
}
KINDS = (
    "PERSON", "ADDRESS", "POSTCODE", "PLACE", "PHONE", "EMAIL", "HANDLE", "URL", "BSN", "IBAN", "DOB", "PLATE",
    "CASENO", "DOCNO", "ORGROLE",
)  # fmt: skip


def measure(amount: Amount) -> dict[str, Any]:
    """Return the counts of each set: of the notes, and of each kind of detail."""
    found: dict[str, Any] = {}
    for name, patterns in SETS.items():
        marked = [note for pattern in patterns for note in notes(pattern)][:: amount.every]
        if marked:
            found[name] = {"notes": len(marked), **_counts(measured(marked, find))}
    return found


def _counts(done: Measured) -> dict[str, Any]:
    return {
        "identifying": done.identifying,
        "covered": done.whole,
        "clean": done.clean,
        "stopped": done.stopped,
        "stopped_or_asked": done.asked,
        "kinds": {kind: vars(tally) for kind, tally in done.labels.items()},
    }
