"""Destroys anew every file of the list that a backup brought back; twice ends the same."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.audit.check import trusted
from desk.backup.two import somebody
from desk.reports.models import CaseFile
from desk.retention.listing import listed
from desk.retention.reapplying import reapply_destruction

_AT_ONCE = 1_000  # PostgreSQL takes no more than 65,535 values in a statement


def _back(numbers: list[str]) -> Iterator[CaseFile]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = CaseFile.objects.filter(number__in=numbers[start : start + _AT_ONCE])
        yield from some.select_related("team").order_by("number")


class Command(BaseCommand):
    help = "Destroy again what a backup brought back of what two people destroyed. Asks both their password and a code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="user name of a privacy officer")
        parser.add_argument(
            "--second", required=True, help="user name of another privacy officer, or a lead of the team"
        )

    def handle(self, *_: Any, by: str, second: str, **__: Any) -> None:
        people = {"by": somebody(by), "second": somebody(second)}
        at = timezone.now()
        try:
            told = {one.case_number: one for one in listed(trusted())}
        except (OSError, ValueError):
            raise CommandError("De lijst van wat is vernietigd is niet te lezen, of is niet van deze desk.") from None
        gone, refused = 0, []
        for case_file in _back(sorted(told)):
            try:
                reapply_destruction(at=at, case_file=case_file, told=told[case_file.number], **people)
                gone += 1
            except PermissionDenied:
                refused.append(f"{case_file.number}: dat mag deze persoon niet")
            except ValidationError as refusal:
                refused.append(f"{case_file.number}: {' '.join(refusal.messages)}")
        self.stdout.write(f"{len(told)} op de lijst, {gone} opnieuw vernietigd.")
        if refused:
            raise CommandError("Er nog: " + "; ".join(refused))
