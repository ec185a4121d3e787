"""The trail: its share of a page, and recording, sealing and checking many: python -m tests.bench.trail EVENTS."""

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from tests.bench.amount import Amount
from tests.bench.memory import peak
from tests.bench.process import answer, practice_desk

_BATCH = 5_000
_PAGES = 60


def measure(amount: Amount) -> dict[str, Any]:
    """Return the figures for as many events as `amount` says, on a SQLite file of its own."""
    with practice_desk() as desk:
        return answer("tests.bench.trail", amount.events, **desk)


def measured(events: int) -> dict[str, Any]:
    """In this process: the share of an event in a page, then a trail of `events` rows recorded, sealed and checked."""
    logging.disable()
    from tests.bench.paste import signed_in_counsellor

    client = signed_in_counsellor()
    page, event = _page_and_event(client)
    recorded = _seconds(lambda: _record(events))
    from django.utils import timezone

    from desk.audit.check import check
    from desk.audit.sealing.seal import seal

    sealed = _seconds(lambda: seal(at=timezone.now()))
    before = peak()
    checked = _seconds(lambda: check(at=timezone.now()))
    return {
        "events": events,
        "page_ms": page * 1000,
        "event_ms": event * 1000,
        "recorded_per_second": round(events / recorded),
        "sealed_per_second": round(events / sealed),
        "checked_seconds": checked,
        "checked_mb": peak() - before,
    }


def _page_and_event(client: Any) -> tuple[float, float]:
    """Seconds of a page of a report, and of the event that such a page writes, the middle of many."""
    from django.conf import settings
    from django.utils import timezone

    from desk.accounts.models import User
    from desk.audit import trail
    from desk.audit.sealing.note import make_key
    from tests import stories

    make_key(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN)
    noor = User.objects.get(username="noor")
    report = stories.a_report(by=noor, at=timezone.now())
    page = [_seconds(lambda: client.get(f"/meldingen/{report.number}/?lezen=1")) for _ in range(_PAGES)]
    event = [
        _seconds(lambda: trail.record("report_read", by=noor, at=timezone.now(), subject=report)) for _ in range(_PAGES)
    ]
    return median(page), median(event)


def _record(events: int) -> None:
    from django.utils import timezone

    from desk.audit.models import Event

    at = timezone.now()
    told = {"day": at.date(), "at": at, "act": "report_read", "actor_id": 7, "actor_name": "Noor B."}
    told |= {"actor_role": "counsellor", "subject_kind": "report", "detail": "iets bijzonders"}
    for first in range(0, events, _BATCH):
        rows = range(first, min(events, first + _BATCH))
        Event.objects.bulk_create(Event(**told, subject=f"M-2026-{row:07d}") for row in rows)


def _seconds(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
