"""Destroys events whose term is over, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from desk.audit.destruction import destroy


class Command(BaseCommand):
    help = "Destroys the words of events that are older than their term; the seal says so first, and their leaves stay."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{destroy(at=timezone.now())} regels vernietigd")
