"""Says after a save that something in it points at a reporter whom the family may not know."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from desk.reports.mentions import Texts, fields_that_point_at_the_reporter, tell_of_mention
from desk.reports.models import Report


def warn(request: HttpRequest, report: Report, texts: Texts) -> None:
    """Compare `texts` with the reporter of the report, and warn where they point at them. Refuses nothing."""
    fields = fields_that_point_at_the_reporter(report, texts)
    if not fields:
        return
    tell_of_mention(by=request.user, at=timezone.now(), report=report, fields=fields)
    named = ", ".join(f"‘{label}’" for label in fields)
    messages.warning(
        request,
        f"De melder van {report.number} is afgeschermd, en dit wijst naar de melder: {named}. Wat daar staat gaat "
        "straks mee naar buiten. Schrijf het anders, of zet ‘Niet laten doorklinken’ aan waar dat kan.",
    )
