"""Fills a new desk for one run, in a process of its own."""

import sys
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from desk.accounts import totp
from desk.accounts.models import Region, Team, User
from desk.accounts.second_factor import set_up_app
from desk.celery import app
from desk.directory.models import Municipality
from desk.roles import Role
from tests import stories
from tests.needle_scan.browser import APP
from tests.needle_scan.desks import PASSWORD


def seed() -> None:
    """Make a region with Noor in it and an open advice, whose key is printed.

    The text given with the command must be found later: it stands in a report, in the cache and in the queue.
    """
    control = sys.argv[1]
    region = Region.objects.create(name="Merenstreek")
    Municipality.objects.create(region=region, name="Lindehaven")
    team = Team.objects.create(region=region, name="Noord")
    noor = User(username="noor", display_name="Noor B.", role=Role.COUNSELLOR, region=region, team=team)
    noor.set_password(PASSWORD)
    noor.save()
    now = timezone.now()
    minutes_ago = now - timedelta(minutes=5)
    set_up_app(by=noor, at=minutes_ago, secret=APP, code=totp.code_at(APP, minutes_ago))
    stories.a_report(by=noor, at=now, danger="yes", danger_action=control)
    cache.set("control", control)
    app.send_task("desk.reports.tasks.flag_overdue", args=[control])
    print(stories.an_advice(by=noor, at=now).pk)
