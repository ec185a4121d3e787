"""Checks whether the documents on the disk and the database belong together."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from desk.attachments.together import together


class Command(BaseCommand):
    help = "Name each document whose file is missing or changed, and each file that no document knows."

    def handle(self, *_: Any, **__: Any) -> None:
        found = together()
        for name in found.unknown:
            self.stdout.write(f"Geen document kent dit bestand: {name}")
        for words, rows in (("ontbreekt", found.missing), ("is veranderd", found.damaged)):
            for row in rows:
                self.stdout.write(f"Het bestand {words}: {row}")
        if found.missing or found.damaged:
            raise CommandError(f"{len(found.missing)} bestanden ontbreken, {len(found.damaged)} zijn veranderd.")
        self.stdout.write(f"{found.rows} documenten, alle met hun bestand; {len(found.unknown)} bestanden over.")
