"""Makes a backup of a running desk in a new folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.backup.folder import make


class Command(BaseCommand):
    help = (
        "Back up the embedded database and the documents into a new folder, with a list of hashes. No key comes along. "
        "A document that the newest backup beside it holds shares that file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="the folder to make; an existing one is refused")
        parser.add_argument("--whole", action="store_true", help="copy every document, also one that was copied before")

    def handle(self, *_: Any, to: Path, whole: bool = False, **__: Any) -> None:
        try:
            told = make(to, at=timezone.now(), whole=whole)
        except FileExistsError as there:
            raise CommandError(f"{there} is er al: een reservekopie wordt nooit overschreven.") from None
        self.stdout.write(f"{to}: {len(told['files'])} bestanden. Database: {told['database']}.")
        self.stdout.write("Niet hierin, en bewaar ze ergens anders: de sleutels van .env, trail.key, de zegels.")
