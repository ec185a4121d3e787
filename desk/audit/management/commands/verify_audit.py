"""Checks the trail; ends with an error when something is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.audit.check import check


class Command(BaseCommand):
    help = "Checks every event and every head, against the heads that are kept elsewhere. Names the first wrong one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", default="", help="where the signed heads are kept; default: AUDIT_ANCHOR")

    def handle(self, *args: Any, anchor: str, **options: Any) -> None:
        found = check(at=timezone.now(), anchor=anchor)
        if found.wrong:
            raise CommandError(f"Het logboek klopt niet: {found.wrong}.")
        self.stdout.write(f"Het logboek klopt: {found.size} regels nagekeken.")
