"""Two people declare that the database was put back, before the desk is opened again."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.audit.restoring import declare_restore
from desk.backup.two import somebody


class Command(BaseCommand):
    help = "Declare which heads of the trail a restored database lost. Asks two people their password and a code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="user name of a privacy officer or the administrator")
        parser.add_argument("--second", required=True, help="user name of the other; one is privacy officer")
        parser.add_argument("--reason", required=True, help="why it was put back, in own words")

    def handle(self, *_: Any, by: str, second: str, reason: str, **__: Any) -> None:
        people = {"by": somebody(by), "second": somebody(second)}
        at = timezone.now()
        try:
            row = declare_restore(at=at, reason=reason, **people)
        except PermissionDenied:
            raise CommandError("Alleen privacy officers en de functioneel beheerder verklaren dit.") from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        except (OSError, ValueError):
            raise CommandError("De sleutel of de veilige plek is niet te lezen: er is niets verklaard.") from None
        self.stdout.write(f"Verklaard: zegel {row.first} tot en met {row.last} ontbreken. Bewaar dit ook elders:")
        self.stdout.write(row.note)
