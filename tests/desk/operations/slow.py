"""The desk, with a page that takes long: it makes the file SLOW when it is at work, and waits until that is gone."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desk.wsgi import application as desk

_AT_WORK = Path(os.environ["SLOW"])


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    if environ["QUERY_STRING"] == "slow":
        _AT_WORK.touch()
        while _AT_WORK.exists():
            time.sleep(0.05)
    return desk(environ, start_response)
