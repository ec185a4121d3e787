"""Puts marked notes before the guard: a line of findings for each line of the file, and nothing else."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from desk import guard


class Command(BaseCommand):
    """Reads lines with `id` and `text`, writes {"id", "spans": [{"start", "end", "label", "level"}]}.

    The level is `stop` for what refuses a text and `ask` for what needs somebody's word. Uses our own lists only, so
    it needs no database and no secret.
    """

    help = "Says of each note in FILE.jsonl what the guard finds in it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help='a file with lines as {"id": "1", "text": "..."}')

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        guard.warm()
        try:
            with file.open("rb") as notes:
                for number, line in enumerate(notes, start=1):
                    if line.strip():
                        self.stdout.write(json.dumps(_scanned(line, number)))
        except OSError as fault:
            raise CommandError(f"{file.name} cannot be read.") from fault


def _scanned(line: bytes, number: int) -> dict[str, Any]:
    try:
        note = json.loads(line.decode("utf-8"))
        name, text = note["id"], note["text"]
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise CommandError(f"Line {number} is no note with an id and a text.") from fault
    return {
        "id": name,
        "spans": [
            {"start": found.start, "end": found.end, "label": found.kind, "level": "stop" if found.certain else "ask"}
            for found in guard.find(text)
        ],
    }
