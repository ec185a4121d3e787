"""Fills an empty desk with the fictional region; refuses anywhere else."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from desk.accounts.models import User
from desk.demo import calls, cases, circles, directory, doors, people


class Command(BaseCommand):
    help = "Fill an empty practice desk with the fictional region Merenstreek. Refuses where DEBUG is off."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.PRACTICE:
            raise CommandError("seed_demo is for a practice desk only: it refuses where DEBUG is off.")
        if User.objects.exists():
            raise CommandError("This desk has accounts already; seed_demo fills an empty one only.")
        now = timezone.now()
        with transaction.atomic():
            staff = people.hire(now)
            directory.list_organisations(staff["ada"], now)
            calls.take_calls(staff["noor"], now)
            cases.play(staff, now)
            doors.open_some(staff, now)
            circles.look_around(staff, now)
        self.stdout.write(f"Fictional region {people.REGION} is ready.")
