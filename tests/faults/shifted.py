"""The desk with a clock that can be set: gunicorn tests.faults.shifted:application, celery --app tests.faults.shifted.

CLOCK_FILE holds by how many seconds the clock of this machine is off; a thread looks at it ten times a second. What
passes is measured by another clock, that nobody sets, as on a real machine.
"""

import os
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from desk.celery import app
from desk.wsgi import application

__all__ = ["app", "application"]

_LOOK = 0.1
_began, _passed = time.time(), time.monotonic()


def _truth() -> float:
    return _began + time.monotonic() - _passed


def _follow(file: Path) -> None:
    traveller, shown = None, 0.0
    while True:
        with suppress(OSError, ValueError):
            asked = float(file.read_text())
            if asked != shown or traveller is None:
                moment = datetime.fromtimestamp(_truth(), UTC) + timedelta(seconds=asked)
                if traveller:
                    traveller.stop()
                traveller = time_machine.travel(moment, tick=True)
                traveller.start()
                shown = asked
        time.sleep(_LOOK)


threading.Thread(target=_follow, args=(Path(os.environ["CLOCK_FILE"]),), daemon=True).start()
