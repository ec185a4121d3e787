"""Fills the portal of a practice desk with a school, a practice and a report of each; refuses anywhere else."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from desk.accounts.models import User
from desk.roles import Role
from meldcode import demo, demo_reports
from meldcode.people import Organisation


class Command(BaseCommand):
    help = "Fill the portal of a practice desk, after seed_demo. Refuses where DEBUG is off."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.PRACTICE:
            raise CommandError("seed_portal is for a practice desk only: it refuses where DEBUG is off.")
        if Organisation.objects.exists():
            raise CommandError("The portal has organisations already; seed_portal fills an empty one only.")
        ada = User.objects.filter(role=Role.FUNCTIONAL_ADMINISTRATOR).first()
        if ada is None:
            raise CommandError("There is no administrator yet: run seed_demo first.")
        with transaction.atomic():
            now = timezone.now()
            _iris, eva, otto, _lena = demo.open_portal(ada, now)
            demo_reports.send_reports(eva, otto, now)
        self.stdout.write("The portal is ready.")
