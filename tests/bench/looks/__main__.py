"""Plays one month in this process and prints what was found as JSON: python -m tests.bench.looks SEED COUNSELLORS."""

import json
import logging
import sys
from collections import Counter, defaultdict
from datetime import timedelta
from time import perf_counter
from typing import Any


def played(seed: int, counsellors: int) -> dict[str, Any]:
    """Return what one month gave: planted, found and by which rule, false alarms by rule."""
    logging.disable()
    import django

    django.setup()
    from tests.bench.looks.month import Month
    from tests.bench.looks.planted import Planter
    from tests.bench.looks.world import WEEKS, World

    world = World(seed, counsellors)
    month = Month(world)
    month.play()
    planted = Planter(month).plant()
    seconds = _judged()
    found, by, false = _told(planted)
    return {
        "workers": len(world.workers),
        "weeks": WEEKS,
        "looks": month.looks,
        "planted": Counter(one.story for one in planted),
        "found": found,
        "by": by,
        "false": false,
        "seconds_a_day": seconds,
    }


def _judged() -> float:
    """Let the rules look into each day of the month, as the worker does; return the seconds of the slowest."""
    from django.utils import timezone

    from desk.audit import trail
    from desk.oversight.actions import review_day
    from tests.bench.looks.month import LAST
    from tests.bench.looks.world import FIRST

    slowest = 0.0
    for n in range((LAST - FIRST).days):
        began = perf_counter()
        review_day(by=trail.System(), at=timezone.now(), day=FIRST + timedelta(days=n))
        slowest = max(slowest, perf_counter() - began)
    return slowest


def _told(planted: list[Any]) -> tuple[dict[str, int], dict[str, list[str]], dict[str, int]]:
    """Hold the alarms against what was planted: an alarm on one of it found it, every other one is false."""
    from desk.oversight.models import Alarm

    found: dict[Any, set[str]] = defaultdict(set)
    false: Counter[str] = Counter()
    for alarm in Alarm.objects.all():
        hit = [one for one in planted if _is_about(alarm, one)]
        for one in hit:
            found[one].add(alarm.kind)
        if not hit:
            false[alarm.kind] += 1
    by: dict[str, list[str]] = defaultdict(list)
    for one, kinds in found.items():
        by[one.story] = sorted({*by[one.story], *kinds})
    return Counter(one.story for one in found), dict(by), dict(false)


def _is_about(alarm: Any, snoop: Any) -> bool:
    same = (alarm.worker_id or 0) == snoop.worker and snoop.first <= alarm.day <= snoop.last + timedelta(days=1)
    return same and (not snoop.number or not alarm.subject or alarm.subject == snoop.number)


if __name__ == "__main__":
    print(json.dumps(played(int(sys.argv[1]), int(sys.argv[2]))))
