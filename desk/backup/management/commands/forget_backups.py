"""Throws away backups whose term is over: what was destroyed lies in them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from desk.backup.folder import KEPT_DAYS, forget_old


class Command(BaseCommand):
    help = "Remove the backups in a folder that are older than so many days."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder in which the backups lie, each in its own")
        parser.add_argument("--days", type=int, default=KEPT_DAYS)

    def handle(self, *_: Any, folder: Path, days: int, **__: Any) -> None:
        gone = forget_old(folder, at=timezone.now(), days=days)
        self.stdout.write(f"{len(gone)} weggegooid: {', '.join(gone)}" if gone else "Geen enkele is te oud.")
