"""Opens a new desk from the command line; the password is asked for, so that it stands in no history of a shell."""

import sys
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.accounts.opening import open_desk
from desk.audit import trail


class Command(BaseCommand):
    help = "Makes the region, the teams and the functional administrator of a new desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", required=True)
        parser.add_argument("--team", required=True, action="append", dest="teams", help="once for every team")
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True, dest="display_name", help="as colleagues see it")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = {name: options[name] for name in ("region", "teams", "username", "display_name")}
        # From a terminal it stays unseen; a script may send it along on standard input.
        password = getpass("Wachtwoord: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            open_desk(by=trail.System(), at=timezone.now(), password=password, **wanted)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write("Dit meldpunt is open. De functioneel beheerder kan nu inloggen en accounts aanmaken.")
