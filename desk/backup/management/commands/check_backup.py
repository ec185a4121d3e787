"""Checks a backup against its own list; ends with an error when something is wrong."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.backup.folder import wrong_in


class Command(BaseCommand):
    help = "Check every file of a backup against its list of hashes."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        try:
            wrong = wrong_in(folder)
        except (OSError, ValueError, KeyError):
            raise CommandError(f"{folder} is geen reservekopie.") from None
        if wrong:
            raise CommandError("Deze reservekopie klopt niet: " + "; ".join(wrong))
        self.stdout.write("Deze reservekopie klopt.")
