"""Checks the trail; ends with an error when something is wrong."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.audit.check import Busy, check, trusted
from desk.audit.verifier.proof import holds


class Command(BaseCommand):
    help = "Checks every event and every head, against the heads that are kept elsewhere. Names the first wrong one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", default="", help="where the signed heads are kept; default: AUDIT_ANCHOR")
        parser.add_argument("--proof", type=Path, help="check this proof instead; needs no database")

    def handle(self, *args: Any, anchor: str, proof: Path | None, **options: Any) -> None:
        if proof:
            self._check_proof(proof)
            return
        try:
            found = check(at=timezone.now(), anchor=anchor)
        except Busy:
            raise CommandError("Het logboek wordt al nagekeken. Wacht tot dat klaar is.") from None
        if found.wrong:
            raise CommandError(f"Het logboek klopt niet: {found.wrong}.")
        self.stdout.write(f"Het logboek klopt: {found.size} regels nagekeken.")
        if found.notice:
            self.stdout.write(f"Let op. {found.notice}")

    def _check_proof(self, file: Path) -> None:
        try:
            claim = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            raise CommandError("Dit is geen bewijs.") from None
        if not holds(claim, trusted()):
            raise CommandError("Dit bewijs klopt niet.")
        self.stdout.write("Dit bewijs klopt.")
