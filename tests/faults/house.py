"""Many clients and a sealer on one database, killed at random: python -m tests.faults.house SECONDS CLIENTS.

Each is a process of its own, forked from this one, so that a new one is there at once. Prints the figures as JSON.
"""

import json
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SEALER = -1


def main(seconds: int, clients: int) -> dict[str, Any]:
    """Let them work, kill them, and count what is there afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django

    django.setup()
    logging.disable()
    from django.conf import settings
    from django.db import connections

    from desk.audit.sealing.note import make_key
    from tests.faults import client, outcome

    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    client.set_up(clients)
    connections.close_all()
    journals = Path(os.environ["MELDESK_VAR"], "journals")
    journals.mkdir()
    end = time.time() + seconds

    def start(number: int) -> int:
        work: Callable[[], None] = (
            (lambda: client.seal_until(end))
            if number == SEALER
            else (lambda: client.work_until(end, number, journals / f"{number}"))
        )
        return _forked(work)

    killed = _let_work(start, [SEALER, *range(clients)], end)
    (journals.parent / "done").touch()
    while not (journals.parent / "quiet").exists():
        time.sleep(0.1)
    return {**outcome.counted(journals), **killed}


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        random.seed()
        work()
        os._exit(0)
    finally:  # whatever happened: this is a child that must not go on as its parent
        os._exit(1)


def _let_work(start: Callable[[int], int], numbers: list[int], end: float) -> dict[str, int]:
    """Kill one of them twice a second, the sealer now and then, and start it again at once."""
    working = {number: start(number) for number in numbers}
    killed = {"clients_killed": 0, "sealers_killed": 0}
    while time.time() < end:
        time.sleep(random.uniform(0.1, 0.6))
        number = SEALER if random.random() < 0.15 else random.choice(numbers[1:])
        os.kill(working[number], signal.SIGKILL)
        os.waitpid(working[number], 0)
        working[number] = start(number)
        killed["sealers_killed" if number == SEALER else "clients_killed"] += 1
    for pid in working.values():
        os.waitpid(pid, 0)
    return killed


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
