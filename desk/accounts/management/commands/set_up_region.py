"""Makes a new desk usable: the region, its teams and municipalities, and the first functional administrator."""

from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.accounts import actions
from desk.audit.trail import System


class Command(BaseCommand):
    help = "Make the region, its teams and the first functional administrator. Works once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("region", help="name of the region")
        parser.add_argument("--team", action="append", required=True, dest="teams", help="name of a team; repeat it")
        parser.add_argument("--username", required=True, help="user name of the administrator")
        parser.add_argument("--display-name", required=True, help="name on the screen, such as 'Ada F.'")

    def handle(self, *_: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("region", "teams", "username", "display_name")}
        try:
            password = getpass("Wachtwoord (minstens 12 tekens): ")
            actions.set_up_region(by=System(), at=timezone.now(), password=password, **given)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write("De regio staat klaar. Log in en maak de andere accounts.")
