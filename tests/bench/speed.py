"""How long the guard reads, warm, in this one process: half of the texts, and all but one in twenty."""

from statistics import median, quantiles
from time import perf_counter
from typing import Any

from desk.guard import find
from tests.bench.amount import Amount
from tests.bench.texts import composed

LENGTHS: dict[str, dict[str, int]] = {
    "20 words": {"words": 20},
    "150 words": {"words": 150},
    "1,000 words": {"words": 1_000},
    "20,000 characters": {"characters": 20_000},
}


def measure(amount: Amount) -> dict[str, Any]:
    """Return p50 and p95 of each length in ms, and how many characters a second were read."""
    pairs = zip(LENGTHS.items(), amount.texts, strict=True)
    return {length: _timed(composed(count, **size), amount.times) for (length, size), count in pairs}


def _timed(texts: list[str], times: int) -> dict[str, Any]:
    find(texts[0])
    seconds = [median(_seconds(text) for _ in range(times)) for text in texts]
    parts = quantiles(seconds, n=20, method="inclusive")
    characters = sum(map(len, texts))
    return {
        "texts": len(texts),
        "characters": round(characters / len(texts)),
        "p50_ms": parts[9] * 1_000,
        "p95_ms": parts[18] * 1_000,
        "characters_per_second": round(characters / sum(seconds)),
    }


def _seconds(text: str) -> float:
    began = perf_counter()
    find(text)
    return perf_counter() - began
