"""Gives out a proof: that an event is in the trail, or that a head that somebody kept became the newest one."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from desk.audit.sealing.proof import of_event, of_head


class Command(BaseCommand):
    """Prints JSON, which `verify_audit --proof FILE` checks with the public key alone."""

    help = "Proves that an event (--event ID) or an older head (--head NUMBER) is part of the trail as it is now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        asked = parser.add_mutually_exclusive_group(required=True)
        asked.add_argument("--event", type=UUID, help="the id of the event, as the reading room shows it")
        asked.add_argument("--head", type=int, help="the number of the head")

    def handle(self, *args: Any, event: UUID | None, head: int | None, **options: Any) -> None:
        try:
            proof = of_event(event) if event else of_head(head or 0)
        except ObjectDoesNotExist:
            raise CommandError("Dit staat niet in het verzegelde deel van het logboek.") from None
        self.stdout.write(json.dumps(proof))
