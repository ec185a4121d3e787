"""Ways into a file in the fictional region: a reason to judge, and a shielded reporter whom somebody wants to see."""

from datetime import datetime, timedelta

from desk.demo.telling import People
from desk.reports.access import consents, grants
from desk.reports.choices import Disclosure, Status
from desk.reports.identity import Reporter
from desk.reports.models import Report


def open_some(people: People, now: datetime) -> None:
    """Tariq stands in for Noor; Noor wants to call back a shielded mentor. A lead decides on both."""
    assessing = Report.objects.filter(owner=people["noor"], status=Status.ASSESSING).order_by("pk").last()
    shielded = Reporter.objects.filter(disclosure=Disclosure.SHIELDED, report__owner=people["noor"])
    if assessing:
        grants.ask_access(
            by=people["tariq"],
            at=now - timedelta(hours=5),
            case_file=assessing.case_file,
            reason="Noor is vandaag vrij en de school belde over dit meisje terug.",
        )
    reporter = shielded.select_related("report").order_by("pk").first()
    if reporter:
        consents.ask_to_reveal(
            by=people["noor"],
            at=now - timedelta(minutes=25),
            report=reporter.report,
            reason="De melder terugbellen over de afspraak van vanmiddag.",
        )
