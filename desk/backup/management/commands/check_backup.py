"""Checks a backup against its own list; ends with an error when something is wrong."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.backup.folder import newest, wrong_in


class Command(BaseCommand):
    help = "Check every file of a backup against its list of hashes."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--newest", dest="newest_in", action="store_true", help="`folder` holds backups: check the newest"
        )

    def handle(self, *_: Any, folder: Path, newest_in: bool = False, **__: Any) -> None:
        try:
            wrong = wrong_in(newest(folder) or folder if newest_in else folder)
        except (OSError, ValueError, KeyError):
            raise CommandError(f"{folder} is geen reservekopie.") from None
        if wrong:
            raise CommandError("Deze reservekopie klopt niet: " + "; ".join(wrong))
        self.stdout.write("Deze reservekopie klopt.")
