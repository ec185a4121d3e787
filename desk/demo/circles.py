"""What the privacy officer of the fictional region finds: circles that were entered, and one look that is an alarm."""

from datetime import datetime, timedelta

from django.utils import timezone

from desk.audit.trail import System
from desk.deadlines import local_day
from desk.demo.telling import People
from desk.oversight.actions import review_day, save_circle
from desk.reports import people as family
from desk.reports.actions import read_report
from desk.reports.choices import CaseStatus
from desk.reports.models import Report

SURNAMES = {"noor": "Bladgroen", "tariq": "Zandloper", "bram": "Stroomdal", "joke": "Vensterglas", "hans": "Molenwiek"}
HOME = ("7741AB", "12")


def look_around(people: People, now: datetime) -> None:
    """Enter the circles. Tariq works on a file at an address of his own circle: the desk asks, whatever the reason."""
    for who, surname in SURNAMES.items():
        homes = [HOME] if who == "tariq" else []
        save_circle(by=people["ada"], at=now, account=people[who], surnames=[surname], homes=homes)
    then = timezone.localtime(now).replace(hour=14, minute=10) - timedelta(days=2)
    mine = Report.objects.filter(owner=people["tariq"], case_file__status=CaseStatus.OPEN).order_by("pk")
    report = mine.select_related("case_file").first()
    if report:
        told = {"by": people["tariq"], "at": then}
        place = {"label": "Bij oma", "address": "Proefstraat 12", "postcode": "7741 AB"}
        family.save_household(**told, case_file=report.case_file, **place)
        read_report(**told, report=report)
        review_day(by=System(), at=now, day=local_day(then))
