"""Every task is delivered twice at once to two workers, again later, and in the wrong order: done once.

python -m tests.faults.twice SEED. The table of tasks is in tests/faults/tasks.py.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.apart import on_own_engines
from tests.faults.parts import PATIENCE, Asked, Row
from tests.needle_scan.desks import until
from tests.redis_server import RedisServer


def part(asked: Asked) -> list[Row]:
    """Deliver each task six times: twice at once, twice later, twice in another order."""
    return on_own_engines("tests.faults.twice", asked)


def main(seed: int) -> Iterator[tuple[str, int | str, bool]]:
    """Yield for each task what it did and whether it did so more or less than once."""
    import django

    django.setup()
    from tests.faults import town as towns
    from tests.faults.processes import Running
    from tests.faults.tasks import TASKS, made_ready

    town, scanner = towns.settle(), towns.scanner()
    redis = RedisServer(os.environ["REDIS_URL"])
    told = made_ready(town)
    desk = Running(Path(os.environ["MELDESK_VAR"]), webs=0, workers=2)
    names = list(TASKS)
    try:
        until(lambda: workers() == 2, "two workers answer", patience=PATIENCE)
        for order in (names, names[::-1], random.Random(seed).sample(names, len(names))):
            for name in order:
                _deliver(name, told.get(name, ()))
            until(is_done, "the queue is empty", patience=PATIENCE)
        for name, (expected, seen) in TASKS.items():
            count = seen()
            yield f"{name.rpartition('.')[2]}: done", count, count != expected
        trail = towns.trail_now()
        yield "events without a place in the seal", trail["unsealed"], bool(trail["unsealed"])
        yield "what the check of the trail says", trail["check"] or "nothing wrong", bool(trail["check"])
    finally:
        desk.close()
        redis.kill()
        scanner.shutdown()


def _deliver(name: str, arguments: tuple[object, ...]) -> None:
    """Twice at once: two workers with four threads each take them."""
    from desk.celery import app

    for _ in range(2):
        app.send_task(name, arguments)


def workers() -> int:
    from desk.celery import app

    return len(app.control.ping(timeout=2))


def is_done() -> bool:
    from desk.celery import app

    with app.connection_for_read() as line:
        waits = line.default_channel.client.llen("celery")
    time.sleep(0.5)
    inspected = app.control.inspect(timeout=2)
    active, reserved = inspected.active() or {}, inspected.reserved() or {}
    return not waits and not any(active.values()) and not any(reserved.values()) and bool(active)


if __name__ == "__main__":
    sys.exit(print(json.dumps(list(main(int(sys.argv[1]))))))
