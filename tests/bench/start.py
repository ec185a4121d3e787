"""Start-up and memory, each in a fresh process: python -m tests.bench.start FOLDER CHARACTERS."""

import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.bench.amount import Amount
from tests.bench.memory import peak, resident
from tests.bench.process import answer, words_folder

_NOTES = 200


def measure(amount: Amount) -> dict[str, Any]:
    """Return a first start, that builds the word lists into an empty folder, and one that finds them there."""
    answer("tests.bench.start", words_folder(), 0)
    warm = [answer("tests.bench.start", words_folder(), 0) for _ in range(amount.times)]
    reading = answer("tests.bench.start", words_folder(), amount.long)
    seconds = median(one["seconds"] for one in warm)
    return {"first": _first() if amount.builds else None, "warm": {**reading, "seconds": seconds}}


def _first() -> dict[str, Any]:
    with TemporaryDirectory() as empty:
        return answer("tests.bench.start", Path(empty) / "words", 0)


def started(folder: Path, characters: int) -> dict[str, Any]:
    """In this process: seconds from the import to the first answer, and MB that came into memory."""
    before, began = resident(), perf_counter()
    from desk import guard

    guard.use(folder)
    guard.warm()
    guard.find("Boukje Algra belt, 06-12345678.")
    told: dict[str, Any] = {"seconds": perf_counter() - began}
    from tests.bench.texts import composed

    for text in composed(_NOTES, words=20):
        guard.find(text)
    told |= {"added_mb": resident() - before, "peak_mb": peak() - before}
    return told | (_long(composed(1, characters=characters)[0]) if characters else {})


def _long(text: str) -> dict[str, Any]:
    from desk import guard

    before, began = resident(), perf_counter()
    guard.find(text)
    return {"characters": len(text), "read_seconds": perf_counter() - began, "read_peak_mb": peak() - before}


if __name__ == "__main__":
    print(json.dumps(started(Path(sys.argv[1]), int(sys.argv[2]))))
