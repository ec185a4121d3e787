"""Compares what the clients noted down with what is stored, and checks the trail."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from desk.audit.check import check
from desk.audit.models import Event, Head
from desk.audit.sealing.sweep import sweep
from desk.reports.models import Note, Report


def counted(journals: Path) -> dict[str, Any]:
    """Return how many acts were acknowledged, lost, doubled and left without an answer, and what the check says."""
    told: dict[str, set[tuple[str, str]]] = {"try": set(), "ack": set()}
    for journal in journals.iterdir():
        for line in journal.read_text(encoding="ascii").splitlines():
            # The last line of one that was killed may be cut off.
            if len(words := line.split()) == 3 and len(words[2]) == 32:
                told[words[0]].add((words[1], words[2]))
    stored = Counter((name, token) for name, read in STORED.items() for token in read())
    sweep(at=timezone.now(), everywhere=True)
    unanswered = told["try"] - told["ack"]
    return {
        "acknowledged": len(told["ack"]),
        "lost": sum(stored[act] == 0 for act in told["ack"]),
        "doubled": sum(count > 1 for count in stored.values()),
        "unanswered": len(unanswered),
        "kept_unanswered": sum(stored[act] == 1 for act in unanswered),
        "events": Event.objects.count(),
        "histories": Report.history.count(),
        "heads": Head.objects.count(),
        "wrong": check(at=timezone.now()).wrong,
    }


def _last_word(texts: Any) -> list[str]:
    return [text.rpartition(" ")[2] for text in texts]


# What the desk must hold for each act: its event, its note, its row of the history.
STORED: dict[str, Callable[[], list[str]]] = {
    "read": lambda: _last_word(Event.objects.filter(act="reporter_revealed").values_list("reason", flat=True)),
    "write": lambda: [key.hex for key in Note.objects.values_list("submission", flat=True)],
    "change": lambda: _last_word(
        Report.history.filter(help_present__startswith="Hulp ", history_type="~").values_list("help_present", flat=True)
    ),
}
