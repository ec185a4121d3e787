"""Seals the trail now, without Redis or a worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.audit.sealing.restored import Behind
from desk.audit.sealing.sweep import sweep


class Command(BaseCommand):
    help = "Seals every event that has no place yet, signs the head, and hands it over."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(f"{sweep(at=timezone.now(), everywhere=True)} regels verzegeld")
        except Behind:
            raise CommandError(
                "De veilige plek kent nieuwere zegels dan de database. Is zij teruggezet? Dan verklaren twee mensen "
                "dat eerst: manage.py declare_restore (docs/backup.md)."
            ) from None
