"""Makes the key that signs the heads of the trail."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.audit.sealing.note import make_key


class Command(BaseCommand):
    """Writes the key to AUDIT_KEY_FILE and, in FILE.pub, what checks it. Prints the latter: keep it elsewhere too."""

    help = "Makes the key that signs the heads of the trail; an existing one is never replaced."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=settings.AUDIT_KEY_FILE)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            self.stdout.write(make_key(file, settings.AUDIT_ORIGIN).public)
        except FileExistsError:
            raise CommandError(f"{file} is er al; een sleutel wordt nooit vervangen.") from None
