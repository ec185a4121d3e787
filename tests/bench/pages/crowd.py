"""Many clients at once on one page: python -m tests.bench.pages.crowd, told in JSON on its input.

A process of its own per eight clients, so that the client side does not wait for itself.
"""

import json
import subprocess
import sys
import threading
import time
from statistics import median, quantiles
from typing import Any

from tests.bench.pages.asking import Wrong, asked
from tests.bench.pages.line import Line
from tests.bench.pages.plan import Ask, from_json
from tests.bench.process import ROOT

_PER_PROCESS = 8


def pressed(port: int, ask: Ask, cookie: str, clients: int, seconds: float) -> dict[str, Any]:
    """Return pages a second, p50 and p95 in milliseconds and errors of `clients` that ask without a pause."""
    shares = [min(_PER_PROCESS, clients - first) for first in range(0, clients, _PER_PROCESS)]
    told = {"port": port, "ask": ask.to_json(), "cookie": cookie, "seconds": seconds}
    running = [_started({**told, "clients": share}) for share in shares]
    answers = [json.loads(process.communicate()[0]) for process in running]
    times = sorted(one for answer in answers for one in answer["ms"])
    wrong = [one for answer in answers for one in answer["wrong"]]
    figures: dict[str, Any] = {"clients": clients, "pages_per_second": len(times) / seconds, "errors": len(wrong)}
    if len(times) > 1:
        figures |= {"p50_ms": median(times), "p95_ms": quantiles(times, n=20, method="inclusive")[18]}
    return figures | ({"wrong": wrong[-1]} if wrong else {})


def _started(told: dict[str, Any]) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.pages.crowd"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    process.stdin.write(json.dumps(told))
    process.stdin.close()
    process.stdin = None
    return process


def crowd(told: dict[str, Any]) -> dict[str, Any]:
    """In this process: so many threads that ask; only what was answered within the time counts."""
    ask, times, wrong = from_json(told["ask"]), [], []
    ready, end = threading.Barrier(told["clients"]), [0.0]

    def work(number: int) -> None:
        line = Line(told["port"])
        _try(lambda: asked(line, ask, told["cookie"], number), wrong)
        if ready.wait() == 0:
            end[0] = time.monotonic() + told["seconds"]
        ready.wait()
        turn = number
        while time.monotonic() < end[0]:
            turn += told["clients"]
            seconds = _try(lambda: asked(line, ask, told["cookie"], turn).seconds, wrong)  # noqa: B023 - called at once
            if seconds is not None and time.monotonic() < end[0]:
                times.append(seconds * 1000)
        line.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(told["clients"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"ms": times, "wrong": wrong}


def _try(ask: Any, wrong: list[str]) -> Any:
    try:
        return ask()
    except (Wrong, LookupError, OSError) as fault:
        wrong.append(f"{type(fault).__name__}: {fault}")
        return None


if __name__ == "__main__":
    print(json.dumps(crowd(json.loads(sys.stdin.read()))))
