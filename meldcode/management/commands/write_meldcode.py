"""Writes docs/meldcode.md from the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from meldcode.table import document


class Command(BaseCommand):
    help = "Write the table of every combination of steps, weighing and profession into docs/meldcode.md."

    def handle(self, *_: Any, **__: Any) -> None:
        (Path(settings.BASE_DIR) / "docs" / "meldcode.md").write_text(document())
