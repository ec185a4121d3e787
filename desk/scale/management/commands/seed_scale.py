"""Fills an empty desk with a believable region of any size; refuses where anybody works already."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.accounts.models import User
from desk.advice.models import Advice
from desk.audit.models import Event
from desk.reports.models import Report
from desk.scale.days import day_before
from desk.scale.filling import Asked, Told, fill


class Command(BaseCommand):
    help = (
        "Fill an empty, migrated practice desk with a fictional region of N reports and M advices. "
        "Refuses where DEBUG is off, and on a desk that holds anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reports", type=int, required=True)
        parser.add_argument("--advices", type=int, required=True)
        parser.add_argument("--years", type=int, default=10)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", type=date.fromisoformat, help="the last day that is played; default: yesterday")
        parser.add_argument("--processes", type=int, default=2, help="on PostgreSQL; SQLite has one writer")

    def handle(self, *_: Any, **given: Any) -> None:
        self._refuse(given)
        now = timezone.now()
        names = ("reports", "advices", "years", "seed", "processes")
        asked = Asked(until=given["until"] or day_before(timezone.localdate(now)), **{n: given[n] for n in names})
        self._began = perf_counter()
        told = fill(asked, at=now, progress=self._progress)
        self.stderr.write("")
        self._tell(told)

    def _refuse(self, given: dict[str, Any]) -> None:
        if not settings.PRACTICE:
            raise CommandError("seed_scale is for a practice desk only: it refuses where DEBUG is off.")
        if any(model.objects.exists() for model in (User, Report, Advice, Event)):
            raise CommandError("This desk is not empty; seed_scale fills an empty, migrated one only.")
        if not Path(settings.AUDIT_KEY_FILE).is_file():
            raise CommandError("There is no key to seal the trail: run make_audit_key first.")
        if given["until"] and given["until"] >= timezone.localdate():
            raise CommandError("The last day that is played must be over.")
        if given["reports"] < 1 or given["advices"] < 0 or given["years"] < 1 or given["processes"] < 1:
            raise CommandError("Give at least one report, one year and one process.")

    def _progress(self, stage: str, done: int, of: int) -> None:
        width = 40 * done // of
        seconds = perf_counter() - self._began
        bar = f"\r{stage:<18} [{'#' * width}{'.' * (40 - width)}] {100 * done // of:3d}%  {seconds:6.0f} s"
        self.stderr.write(bar, ending="\n" if done == of else "")
        self.stderr.flush()

    def _tell(self, told: Told) -> None:
        for stage, seconds in told.seconds.items():
            self.stdout.write(f"{stage:<18} {seconds:8.1f} s")
        self.stdout.write(f"{'all':<18} {sum(told.seconds.values()):8.1f} s")
        self.stdout.write(f"The report with a long history is {told.long}.")
