"""Measures the guard, the trail, the oversight and the pages part by part."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from desk import guard
from tests.bench import looks, machine, paste, recall, speed, start, tables, trail
from tests.bench.amount import Amount
from tests.bench.pages import measure as pages
from tests.bench.pages import show
from tests.bench.process import words_folder


class Part(NamedTuple):
    """What is measured under one heading."""

    heading: str
    measure: Callable[[Amount], dict[str, Any]]
    table: Callable[[dict[str, Any]], str]


PARTS = {
    "machine": Part("The machine", machine.measure, tables.machine),
    "recall": Part("What is found", recall.measure, tables.recall),
    "speed": Part("How fast it reads", speed.measure, tables.speed),
    "start": Part("Start and memory", start.measure, tables.start),
    "paste": Part("A paste of 1 MB", paste.measure, tables.paste),
    "trail": Part("The trail", trail.measure, tables.trail),
    "looks": Part("Looking into one's own circle", looks.measure, tables.looks),
    "pages": Part("Every page", pages.measure, show.pages),
}


def measured(amount: Amount, only: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the figures of each part as soon as they are there; of one part when `only` names it."""
    guard.use(words_folder())
    guard.warm()
    for name, part in PARTS.items():
        if only in ("", name) and (name != "pages" or amount.pages):
            yield name, part.measure(amount)


def as_table(name: str, figures: dict[str, Any]) -> str:
    """Return the figures of one part under its heading."""
    return f"### {PARTS[name].heading}\n\n{PARTS[name].table(figures)}\n"
